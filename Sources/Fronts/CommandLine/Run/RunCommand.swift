import Access
import ArgumentParser
import Decoding
import Formats
import Foundation
import Journal
import Operations
import Requisitions
import Schema
import UnixSignals

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Reviews footage in one go: import, review with several worker processes, print the timeline.",
        discussion: """
            Opens a requisition over exactly this footage. Without RELECTURE_DATABASE_URL and RELECTURE_AMQP_URL it runs \
            private servers for as long as it takes; with the same --directory the results stay and can be asked again \
            after `relecture local start`.
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
            "Look at FROM/TO only (RFC 3339), as an order says; repeat for each of several. Default: all of the footage."
    )
    var windows: [ScopeOptions.Window] = []

    @Option(help: "Worker processes. Default: one for each core.")
    var workers: Int?

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var review: ReviewOptions
    @OptionGroup var output: TimelineOutput
    @OptionGroup var place: LocalCommand.Directory
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if let workers, !(1...64).contains(workers) { throw ValidationError("--workers takes 1 to 64") }
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

    /// Reads all files first: the requisition is opened over what they hold, or the windows of it that are asked for.
    private func readFootage(
        _ progress: ProgressLine
    ) async throws -> (footage: [PlacedFootage], failures: [IntakeFailure]) {
        let (footage, failures) = try await Reviewing.survey(intake.survey(sandbox.probeWalls()), paths, progress)
        if footage.isEmpty { try IntakeOptions.report(failures, imported: 0) }
        try output.format.check(cameras: Set(footage.map(\.camera)).count)
        return (footage, failures)
    }

    private func reviewAll(
        _ footage: [PlacedFootage], _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws -> ReviewTimeline {
        try await asking.act(
            servers, .collection, .run, role: "run", detail: "reference \(reference)", usual: reference
        ) { database in try await reviewAll(footage, servers, progress, database) }
    }

    private func reviewAll(
        _ footage: [PlacedFootage], _ servers: ServerOptions, _ progress: ProgressLine, _ database: Database
    ) async throws -> ReviewTimeline {
        let reviewing = Reviewing(
            servers: servers, nodes: nodes, database: database, progress: progress, asking: asking,
            usualReason: reference, variables: try sandbox.environment())
        let requisition = try await reviewing.requisition(
            over: footage, windows: ScopeOptions.spans(windows), reference: reference, authority: authority)
        let plan = try await ReviewPlanner(database: database).plan(requisition.id, review.terms)
        let id = try await reviewing.start(plan)
        progress.note("requisition \(requisition.id), review \(id)")
        try await reviewing.withCluster(workers: workers ?? ProcessInfo.processInfo.activeProcessorCount) {
            _ = try await reviewing.wait(for: id)
        }
        let rendered = try await output.rendering().render(id, from: database)
        try output.write(rendered)
        return rendered.timeline
    }
}
