import AMQP
import Analysis
import Catalogue
import Chronology
import Coordinator
import Decoding
import Footage
import Foundation
import LocalServers
import Logging
import Operations
import Planning
import Postgres
import Requisitions
import Schema
import Timelines
import WorkLedger
import WorkQueue
import Worker

/// A review of chunks without footage, by a coordinator and a worker in this process.
struct QueueJob: Sendable {
    private static let camera = CameraID(rawValue: "bench")

    let servers: LocalEnvironment
    let coordinator: ReviewCoordinator
    let slots: Int
    let logger: @Sendable (String) -> Logger
    let show: @Sendable (String) -> Void

    func measure(_ count: Int) async throws -> QueueReport.Row {
        let database = try await store(role: "bench")
        let worker = try await worker()
        let planning = ContinuousClock.now
        let review = try await database.insert(try await request(count, database))
        let start = ContinuousClock.now
        let wall = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await coordinator.run() }
            group.addTask { try await worker.run() }
            group.addTask { try await wait(for: review, of: count, database) }
            defer { group.cancelAll() }
            try await group.next()
            return ContinuousClock.now - start
        }
        await database.pool.close()
        return QueueReport.Row(chunks: count, planning: start - planning, wall: wall, cost: await coordinator.cost)
    }

    private func wait(for review: ReviewID, of count: Int, _ database: Database) async throws {
        while true {
            let start = ContinuousClock.now
            let summary = try await database.review(review)
            show("\(summary.chunksFinal) of \(count) chunks")
            if summary.hasEnded { return }
            // Reading the summary counts all chunks. Poll less often the longer that takes: otherwise the longer queue
            // would be slowed more than the shorter one.
            try await Task.sleep(for: max(.milliseconds(500), (ContinuousClock.now - start) * 50))
        }
    }

    private func request(_ count: Int, _ database: Database) async throws -> ReviewRequest {
        let length = CellGrid.cellLength
        let start = Timestamp(microseconds: 0)
        let window = TimeSpan(start: start, end: start.advanced(byMicroseconds: Int64(count) * length))
        let requisition = try await database.open(
            RequisitionOrder(
                reference: "bench queue", authority: "measurement of the installation", cameras: [QueueJob.camera],
                from: window.start, to: window.end))
        try await catalogue(window, requisition, database)
        let chunks = (0..<Int64(count)).map { PlannedChunk(camera: QueueJob.camera, span: CellGrid.span(of: $0)) }
        let profile = ReviewProfile.standard
        return ReviewRequest(
            requisition: requisition, profileName: profile.settings.name, profileDigest: profile.digest,
            profile: profile.text, length: .cells(1), urgency: .normal, chunks: chunks)
    }

    /// Catalogues a file that is never opened: without footage no chunk would be pending and the merge would have
    /// nothing to do.
    private func catalogue(_ window: TimeSpan, _ requisition: RequisitionID, _ database: Database) async throws {
        let recording = Recording(
            id: RecordingID(rawValue: ""), camera: QueueJob.camera, digest: String(repeating: "0", count: 64),
            start: window.start, clock: "option", runs: [window], damage: [])
        let entry = CatalogueEntry(
            recording: recording, store: "bench", path: "none", originalName: "none", size: 1,
            blockDigests: [UInt8](repeating: 0, count: 32), container: "none", codec: "none", width: 1, height: 1,
            frames: 1, clockText: "", timeSource: .container)
        let index = FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 1), source: .container,
            entries: [FrameIndex.Entry(pts: 0, dts: 0, position: nil, isKeyframe: true)],
            lastDuration: window.duration / 1_000_000)
        _ = try await database.insert(entry, index: index, modified: 0, into: requisition)
    }

    /// Returns a worker that claims and stores like any other, but analyses nothing.
    private func worker() async throws -> ChunkWorker {
        var configuration = WorkerConfiguration()
        configuration.slots = slots
        let identity = WorkerIdentity(
            name: "bench", incarnation: UUID().uuidString.lowercased(), host: ProcessInfo.processInfo.hostName,
            pid: Int(getpid()), build: BuildIdentity.current.line, slots: slots)
        let broker = try AMQPEndpoint(servers.amqpURL)
        let connection = try await broker.connection(role: "worker/bench", logger: logger("relecture.amqp"))
        let logger = logger("relecture.worker")
        return ChunkWorker(
            identity: identity, configuration: configuration,
            database: try await store(role: "worker/bench", size: slots + 1),
            tickets: TicketSource(connection, topology: Topology(), logger: logger),
            hints: broker.hints(role: "worker/bench", logger: logger),
            stub: { claim in
                ChunkFindings(
                    tracklets: [], coverage: [CoverageSpan(span: claim.span, state: .analysed)], framesAnalysed: 0,
                    framesOutside: 0)
            }, logger: logger)
    }

    private func store(role: String, size: Int = 2) async throws -> Database {
        try await PrivateStore.open(servers.databaseURL, role: role, size: size, logger: logger("relecture.postgres"))
    }
}
