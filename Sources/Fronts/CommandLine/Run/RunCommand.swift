import Access
import ArgumentParser
import Decoding
import Formats
import Foundation
import Operations
import UnixSignals

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Review footage in one go: import, review with several worker processes, print the timeline.",
        discussion: """
            Opens a requisition over exactly this footage. Without RELECTURE_DATABASE_URL and RELECTURE_AMQP_URL it \
            runs private servers for as long as the review takes. Results stay in --directory; to query them, run \
            `relecture local start` with the same --directory.
            """)

    @Argument(help: ArgumentHelp("Files, or folders of one or more cameras.", valueName: "path"))
    var paths: [String]

    @Option(help: "The case reference, such as the number of the procedure.")
    var reference: String

    @Option(help: "Who ordered it and on what legal basis, in words.")
    var authority: String

    @Option(
        name: .customLong("window"),
        help:
            "Review only FROM/TO (RFC 3339), as the order limits it; repeat for more. Default: all of the footage."
    )
    var windows: [ScopeOptions.Window] = []

    @Option(help: "The number of worker processes. Default: one per core.")
    var workers: Int?

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var review: ReviewOptions
    @OptionGroup var output: TimelineOutput
    @OptionGroup var place: LocalCommand.Directory
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if let workers, !(1...64).contains(workers) { throw ValidationError("--workers must be 1 to 64") }
        do {
            _ = try ScopeOptions.spans(windows)
        } catch {
            throw ValidationError("--window: \(error)")
        }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        try await Interruption.guarding {
            try await sandbox.check()
            let survey = try await readFootage(progress)
            let result: Result<ReviewTimeline, any Error>
            do {
                result = .success(
                    try await LocalSession.with(servers, place: place, progress: progress) {
                        try await reviewAll(survey.footage, $0, progress)
                    })
            } catch {
                result = .failure(error)
            }
            for failure in survey.failures { StandardError.write("error: cannot read \(failure)\n") }
            let timeline = try result.get()
            if timeline.hasHoles || !survey.failures.isEmpty { throw ExitCode(3) }
        }
    }

    /// Reads all files first, because the requisition is opened over what they hold or over the requested windows of
    /// it.
    private func readFootage(
        _ progress: ProgressLine
    ) async throws -> (footage: [PlacedFootage], failures: [IntakeFailure]) {
        let (footage, failures) = try await intake.read(paths, behind: sandbox.probeWalls(), progress)
        if footage.isEmpty { try IntakeOptions.report(failures, imported: 0) }
        try output.format.check(cameras: Set(footage.map(\.camera)).count)
        return (footage, failures)
    }

    private func reviewAll(
        _ footage: [PlacedFootage], _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws -> ReviewTimeline {
        let cluster = MachineCluster(
            servers: servers, nodes: nodes, variables: try sandbox.environment(), progress: progress)
        return try await asking.caller(servers, role: "run", usual: reference).perform(
            ReviewFootage(
                footage, as: .run, detail: "reference \(reference)", windows: ScopeOptions.spans(windows),
                reference: reference, authority: authority, place: nodes.placing()
            ) { reviews in
                let id = try await reviews.start(review.terms)
                progress.note("requisition \(reviews.requisition), review \(id)")
                try await cluster.with(workers: workers ?? ProcessInfo.processInfo.activeProcessorCount) {
                    _ = try await reviews.wait(for: id, showing: progress)
                }
                let rendered = try await reviews.render(id, output.rendering())
                try output.write(rendered)
                return rendered.timeline
            })
    }
}
