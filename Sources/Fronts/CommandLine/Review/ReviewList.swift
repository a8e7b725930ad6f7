import ArgumentParser
import Chronology
import Formats
import Operations
import Planning
import WorkLedger

struct ReviewList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all reviews, newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let reviews = try await asking.caller(servers).perform(ListReviews())
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(reviews.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["ID", "STATE", "REFERENCE", "CHUNKS", "FOOTAGE", "CREATED"])
            for review in reviews {
                table.append([
                    review.id.rawValue, review.state.rawValue, review.reference,
                    "\(review.chunksFinal)/\(review.chunkCount)",
                    "\(Durations.clock(review.footageDone)) of \(Durations.clock(review.footage))",
                    review.createdAt.rfc3339,
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}
