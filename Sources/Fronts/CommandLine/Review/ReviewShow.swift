import Access
import Analysis
import ArgumentParser
import Chronology
import Footage
import Formats
import Journal
import Operations
import Planning
import Requisitions
import WorkLedger
import WorkQueue

struct ReviewShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one review.")

    @Argument(help: "The review's id.")
    var id: String

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .consultation, .reviewShow, on: .review(id)) { database in
            let review = try await database.review(ReviewID(rawValue: id))
            let known = KnownAnswers(try await database.knownAnswers(of: review.id))
            let stragglers = review.hasEnded ? [] : try await database.stragglers(of: review.id)
            // Not all who may see a review may see the workers.
            let lack = review.hasEnded ? nil : review.lackOfItsVersion(among: (try? await database.workers()) ?? [])
            let double = try await DoubleReview(review, in: database)
            let clips = KnownAnswerProgress(try await database.checks(of: review.id))
            switch list.format {
            case .json:
                var members = review.members
                members["double"] = double?.json ?? .null
                members["waiting"] = CanonicalJSON.optional(lack)
                members["stragglers"] = .array(stragglers.map(\.json))
                members["knownAnswers"] = known.json
                members["knownAnswerClips"] = clips?.json ?? .null
                try StandardOutput.line(CanonicalJSON.object(members).text)
            case .table:
                let answers = known.sentence.map { "known answers  \($0)\n" } ?? ""
                try StandardOutput.write(
                    review.table + (lack.map { "waiting      \($0)\n" } ?? "") + answers + (clips?.lines ?? "")
                        + (double?.line ?? "") + Straggler.lines(stragglers))
            }
        }
    }
}

extension ReviewSummary {
    fileprivate var table: String {
        let states = chunks.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }.map { "\($0.1) \($0.0)" }.joined(
            separator: ", ")
        return """
            id           \(id)
            state        \(state.rawValue)
            requisition  \(requisition) (\(reference))
            profile      \(profileName) \(profileDigest)
            analysis     \(analysisVersion == AnalysisVersion.unknown ? "version unknown" : "version \(analysisVersion)")
            urgency      \(urgencyName)\(deadline.map { ", to be done by \($0)" } ?? "")
            chunks       \(chunkCount) of \(chunkLength): \(states)
            footage      \(Durations.clock(footageDone)) of \(Durations.clock(footage))
            created      \(createdAt)
            finished     \(finishedAt?.rfc3339 ?? "-")

            """
    }
}

extension DoubleReview {
    fileprivate var line: String {
        let failures = failed.map { "             chunk \($0.chunk) was not replayed: \($0.failure)\n" }
        return "double       \(share.text), \(replayed) of \(chosen) replayed, \(different) different\n"
            + failures.joined()
    }
}
