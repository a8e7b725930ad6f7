import Analysis
import ArgumentParser
import Chronology
import Formats
import Operations
import Planning
import WorkLedger

struct ReviewShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one review.")

    @Argument(help: "The id of the review.")
    var id: String

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let shown = try await asking.caller(servers).perform(ShowReview(id: ReviewID(rawValue: id)))
        switch list.format {
        case .json:
            var members = shown.review.members
            members["double"] = shown.double?.json ?? .null
            members["waiting"] = CanonicalJSON.optional(shown.lack?.text)
            members["stragglers"] = .array(shown.stragglers.map(\.json))
            members["knownAnswers"] = shown.knownAnswers.json
            members["knownAnswerClips"] = shown.clips?.json ?? .null
            try StandardOutput.line(CanonicalJSON.object(members).text)
        case .table:
            let answers = shown.knownAnswers.sentence.map { "known answers  \($0)\n" } ?? ""
            try StandardOutput.write(
                shown.review.table + (shown.lack.map { "waiting      \($0.text)\n" } ?? "") + answers
                    + (shown.clips?.lines ?? "") + (shown.double?.line ?? "") + Straggler.lines(shown.stragglers))
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

extension KnownAnswerProgress {
    /// Empty once all clips are measured, because the figures are then shown instead.
    fileprivate var lines: String {
        guard measured < clips.count else { return "" }
        let failures = failures.map { "             a clip was not measured: \($0)\n" }
        return "clips        \(measured) of \(clips.count) labelled clips measured\n" + failures.joined()
    }
}
