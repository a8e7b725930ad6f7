import ArgumentParser
import Formats
import Operations
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
