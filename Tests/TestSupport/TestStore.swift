import Catalogue
package import Chronology
package import Footage
package import Planning
package import Postgres
package import Requisitions
package import Schema
package import WorkLedger

/// A migrated database for one test, with shorthands for filling it.
package struct TestStore: Sendable {
    package let database: Database
    package let url: String

    /// The window of every requisition opened here.
    package static let window = TimeSpan(
        start: Timestamp(microseconds: 1_772_398_800_000_000), end: Timestamp(microseconds: 1_772_402_400_000_000))
    package static let camera = CameraID(rawValue: "gate")

    /// The name of the migrated database that this process copies to make stores. Nothing connects to it.
    private static let migrated = Task {
        let name = "relecture_template"
        try await onPool(at: try await TestServers.makeDatabase(name), size: 1) { pool in
            _ = try await Database.migrator.migrate(pool)
        }
        return name
    }

    /// Fills a database for stores to be copied from, and returns its name. It lasts as long as the servers.
    package static func makeTemplate(
        _ name: String, _ fill: (TestStore) async throws -> Void
    ) async throws -> String {
        let url = try await TestServers.makeDatabase(name, copying: try await migrated.value)
        try await onPool(at: url) { try await fill(TestStore(database: Database(pool: $0), url: url)) }
        return name
    }

    /// Provides a store, and drops its database afterwards.
    ///
    /// - Parameter template: a filled database without connections; nil: the store is empty.
    package static func with<Value: Sendable>(
        copying template: String? = nil, _ body: (TestStore) async throws -> Value
    ) async throws -> Value {
        let template = if let template { template } else { try await migrated.value }
        return try await TestServers.withDatabase(copying: template) { url in
            try await onPool(at: url) { try await body(TestStore(database: Database(pool: $0), url: url)) }
        }
    }

    private static func onPool<Value: Sendable>(
        at url: String, size: Int = 4, _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: size, applicationName: "relecture-tests")
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(pool))
        } catch {
            result = .failure(error)
        }
        await pool.close()
        return try result.get()
    }

    /// - Parameter cameras: the cameras in scope; the window is `window`.
    package func openRequisition(
        _ reference: String = "2026/1", cameras: [CameraID] = [camera]
    ) async throws -> RequisitionID {
        try await database.open(
            RequisitionOrder(
                reference: reference, authority: "order of the court", cameras: cameras, from: TestStore.window.start,
                to: TestStore.window.end))
    }

    /// Starts a review of `chunks` consecutive one-minute chunks from the window's start.
    package func startReview(
        of requisition: RequisitionID, chunks: Int, urgency: Urgency = .normal, camera: CameraID = camera
    ) async throws -> ReviewID {
        try await database.insert(
            TestStore.request(
                of: requisition, urgency: urgency,
                chunks: (0..<chunks).map { PlannedChunk(camera: camera, span: TestStore.minute($0)) }))
    }

    package static func request(
        of requisition: RequisitionID, urgency: Urgency = .normal, chunks: [PlannedChunk]
    ) -> ReviewRequest {
        ReviewRequest(
            requisition: requisition, profileName: "default", profileDigest: "sha256:0", profile: "{}",
            length: .cells(12), urgency: urgency, chunks: chunks)
    }

    /// Returns the chunks' ids, in order.
    package func chunks(of review: ReviewID) async throws -> [ChunkID] {
        try await database.chunks(of: review).map(\.id)
    }

    /// Returns the given minute of the window, counted from 0.
    package static func minute(_ number: Int) -> TimeSpan {
        let start = window.start.advanced(byMicroseconds: Int64(number) * 60_000_000)
        return TimeSpan(start: start, end: start.advanced(byMicroseconds: 60_000_000))
    }

    /// Registers a worker. A second one of the same name is its next incarnation.
    package func worker(_ name: String = "w1", host: String = "here") async throws -> WorkerIdentity {
        let digits = (0..<12).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
        let worker = WorkerIdentity(
            name: name, incarnation: "00000000-0000-4000-8000-\(digits)", host: host, pid: 1, build: "test", slots: 1)
        try await database.register(worker)
        return worker
    }

    /// Runs one statement, to simulate passing time or an operator's intervention. Returns the number of changed rows.
    @discardableResult
    package func execute(_ sql: String, _ values: [any PostgresEncodable] = []) async throws -> Int {
        try await database.pool.transaction { try $0.execute(sql, values) }
    }

    package func rows(_ sql: String, _ values: [any PostgresEncodable] = []) async throws -> PostgresRows {
        try await database.pool.transaction { try $0.query(sql, values) }
    }

    /// Returns the first column of a query's only row.
    package func value<Value: PostgresDecodable>(
        _ sql: String, _ values: [any PostgresEncodable] = [], as: Value.Type = Value.self
    ) async throws -> Value? {
        try await database.pool.transaction { try $0.value(sql, values) }
    }

    /// Expires the leases of all running chunks.
    package func expireLeases() async throws {
        try await execute("UPDATE relecture.chunk SET lease_until = now() - interval '1 s' WHERE state = 'running'")
    }
}
