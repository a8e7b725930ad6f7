import Access
import Catalogue
import Chronology
import Coordinator
import Decoding
import Foundation
import Journal
import Operations
import Planning
import Requisitions
import Schema
import WorkLedger

/// Imports footage and reviews it with worker processes of this machine: what `run`, `bench` and `selftest` share.
struct Reviewing: Sendable {
    let servers: ServerOptions
    let nodes: FootageRootOptions
    let database: Database
    let progress: ProgressLine
    let asking: Asking
    /// The reason where the person asking gave none.
    let usualReason: String
    /// What its workers find in their environment.
    var variables: [String: String] = [:]

    /// Opens a requisition over this footage and stores it there.
    ///
    /// - Parameter windows: the scope; none: exactly from the first picture to the last.
    func requisition(
        over footage: [PlacedFootage], windows: [TimeSpan] = [], reference: String, authority: String
    ) async throws -> Requisition {
        let all = TimeSpan(start: footage.map(\.span.start).min()!, end: footage.map(\.span.end).max()!)
        let order = try RequisitionOrder(
            reference: reference, authority: authority, cameras: footage.map(\.camera),
            windows: windows.isEmpty ? [all] : windows)
        let requisition = try await database.requisition(try await database.open(order, by: asking.who))
        try await asking.note(
            database, .requisitionOpened, on: .requisition(requisition.id.rawValue), detail: "reference \(reference)",
            usual: usualReason)
        let importer = try FootageImporter(
            database: database, requisition: requisition, place: try nodes.placing())
        for placed in footage { _ = try await importer.store(placed) }
        return requisition
    }

    /// Starts a planned review.
    func start(_ plan: ReviewPlanner.Plan) async throws -> ReviewID {
        let id = try await ReviewPlanner(database: database).start(plan)
        try await asking.note(database, .reviewStarted, on: .review(id.rawValue), usual: usualReason)
        return id
    }

    /// Reads the files of some paths; nothing is stored yet.
    static func survey(
        _ intake: FootageSurvey, _ paths: [String], _ progress: ProgressLine
    ) async throws -> (footage: [PlacedFootage], failures: [IntakeFailure]) {
        var footage: [PlacedFootage] = []
        let failures = try await intake.read(FootageFinder.files(under: paths)) { report in
            progress.show(IntakeOptions.line(report))
        } onPlaced: { placed in
            progress.note(IntakeOptions.note(placed))
            footage.append(placed)
        }
        return (footage, failures)
    }

    /// Has a coordinator and worker processes for as long as the work takes.
    func withCluster(workers: Int, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let coordinator = try await CoordinatorCommand.coordinator(
            servers, configuration: try CoordinatorTimes.fromEnvironment(), quietly: true)
        let urls = try servers.urls()
        let fleet = WorkerFleet(
            count: workers, databaseURL: urls.database, amqpURL: urls.amqp, footageRoot: nodes.root,
            variables: variables,
            progress: progress)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await fleet.run() }
            group.addTask { try await work() }
            // Whoever ends first ends it all: the work is done, or it cannot go on.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Waits for the end of a review.
    func wait(for review: ReviewID) async throws -> ReviewSummary {
        let watch = ReviewWatch(progress)
        return try await ReviewWait(database: database, onLook: watch.show, onStall: watch.note).wait(for: review)
    }
}
