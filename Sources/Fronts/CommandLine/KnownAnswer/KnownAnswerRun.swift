import ArgumentParser
import Formats
import Operations
import Planning
import WorkLedger

struct KnownAnswerRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Review the clips with a review's profile, on this machine, and keep the figures.",
        discussion:
            "Works at any time, also after the review has ended. New figures replace the earlier ones."
    )

    @Argument(help: "The id of the review.")
    var review: String

    @OptionGroup var list: ListOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let caller = try asking.caller(servers)
        try await sandbox.check()
        let measured = try await caller.perform(
            MeasureKnownAnswers(
                review: ReviewID(rawValue: review), walls: try sandbox.walls(),
                onReview: ReviewSummary.warnOfOtherVersion))
        let known = KnownAnswers(measured)
        switch list.format {
        case .json: try StandardOutput.line(known.json.text)
        case .table:
            let lines = [known.sentence ?? ""] + known.lines(cameras: []).map { "  \($0)" }
            try StandardOutput.write(lines.map { $0 + "\n" }.joined())
        }
    }
}
