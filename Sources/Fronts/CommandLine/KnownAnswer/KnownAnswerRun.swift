import ArgumentParser
import Formats
import Journal
import Planning
import WorkLedger

struct KnownAnswerRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Reviews the clips with a review's profile, on this machine, and keeps what was measured.",
        discussion:
            "At any time, also of a review that has ended. Measured again, the new figures take the place of the old ones."
    )

    @Argument(help: "The review's id.")
    var review: String

    @OptionGroup var list: ListOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "known-answer run", on: .review(review)) { database in
            let known = KnownAnswers(
                try await KnownAnswering(database: database, sandbox: sandbox).run(for: ReviewID(rawValue: review)))
            switch list.format {
            case .json: try StandardOutput.line(known.json.text)
            case .table:
                let lines = [known.sentence ?? ""] + known.lines(cameras: []).map { "  \($0)" }
                try StandardOutput.write(lines.map { $0 + "\n" }.joined())
            }
        }
    }
}
