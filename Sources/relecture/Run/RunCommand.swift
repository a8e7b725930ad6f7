import ArgumentParser
import Coordinator
import Exporting
import Footage
import Foundation
import Intake
import LocalServers
import Requisitions
import Storage
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

    @Option(help: "Worker processes. Default: one for each core.")
    var workers: Int?

    @OptionGroup var intake: IntakeOptions
    @OptionGroup var review: ReviewOptions
    @OptionGroup var output: TimelineOutput
    @OptionGroup var place: LocalCommand.Directory
    @OptionGroup var servers: ServerOptions
    @OptionGroup var nodes: FootageRootOptions
    @Flag(help: "Show no progress.") var quiet = false

    func validate() throws {
        if let workers, !(1...64).contains(workers) { throw ValidationError("--workers takes 1 to 64") }
    }

    func run() async throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        try await Interruption.guarding {
            let survey = try await readFootage(progress)
            let session = try await LocalSession.open(servers, place: place, progress: progress)
            let result: Result<ReviewTimeline, any Error>
            do {
                result = .success(try await reviewAll(survey.footage, session.options, progress))
            } catch {
                result = .failure(error)
            }
            // The servers are stopped whatever happened, also after an interruption.
            await Task { await session.close() }.value
            for failure in survey.failures { StandardError.write("error: cannot read \(failure)\n") }
            let timeline = try result.get()
            if timeline.hasHoles || !survey.failures.isEmpty { throw ExitCode(3) }
        }
    }

    /// Reads all files first: the requisition is opened over exactly what they hold.
    private func readFootage(
        _ progress: ProgressLine
    ) async throws -> (footage: [PlacedFootage], failures: [IntakeFailure]) {
        var footage: [PlacedFootage] = []
        let failures = try await intake.survey.read(FootageFinder.files(under: paths)) { report in
            progress.show(IntakeOptions.line(report))
        } onPlaced: { placed in
            progress.note(IntakeOptions.note(placed))
            footage.append(placed)
        }
        if footage.isEmpty { try IntakeOptions.report(failures, imported: 0) }
        try output.check(cameras: Set(footage.map(\.camera)).count)
        return (footage, failures)
    }

    private func reviewAll(
        _ footage: [PlacedFootage], _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws -> ReviewTimeline {
        let database = try await servers.database(role: "run")
        let order = try RequisitionOrder(
            reference: reference, authority: authority, cameras: footage.map(\.camera),
            from: footage.map(\.span.start).min()!, to: footage.map(\.span.end).max()!)
        let requisition = try await database.requisition(try await database.open(order))
        let importer = try FootageImporter(
            database: database, requisition: requisition, place: try nodes.placing())
        for placed in footage { _ = try await importer.store(placed) }
        let planner = ReviewPlanner(database: database)
        let plan = try await review.plan(requisition.id.rawValue, planner)
        let id = try await planner.start(plan)
        progress.note("requisition \(requisition.id), review \(id)")
        try await work(on: id, database, servers, progress)
        return try await output.write(id, camera: nil, from: database)
    }

    /// Coordinator and workers, until the review ends.
    private func work(
        on id: ReviewID, _ database: Database, _ servers: ServerOptions, _ progress: ProgressLine
    ) async throws {
        let coordinator = try await CoordinatorCommand.coordinator(servers, quietly: true)
        let urls = try servers.urls()
        let fleet = WorkerFleet(
            count: workers ?? ProcessInfo.processInfo.activeProcessorCount, databaseURL: urls.database,
            amqpURL: urls.amqp, footageRoot: nodes.root, progress: progress)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await fleet.run() }
            group.addTask { _ = try await ReviewWatch(database: database, progress: progress).wait(for: id) }
            // Whoever ends first ends it all: the review is over, or it cannot go on.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
