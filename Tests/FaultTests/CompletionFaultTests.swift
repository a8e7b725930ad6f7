import Chronology
import Footage
import Postgres
import Schema
import TCPProxy
import TestSupport
import Testing
import Timelines
import WorkLedger

@testable import FaultInjection

/// Rows 4 and 16 of the fault matrix at their narrowest: faults while a chunk's result is being stored.
@Suite(.timeLimit(.minutes(10)))
struct CompletionFaultTests {
    /// The connection breaks after a number of bytes: in BEGIN, COPY, COMMIT, or the server's reply.
    @Test func cutAtAnyByteLeavesExactlyOneResult() async throws {
        let positions = Array(stride(from: 20, through: 4_000, by: 100))
        try await ProxiedDatabase.with { proxied in
            let store = proxied.store
            let review = try await store.startReview(of: store.openRequisition(), chunks: positions.count)
            let worker = try await store.worker()
            let database = try await proxied.database(of: "w1")
            for (chunk, position) in zip(try await store.chunks(of: review), positions) {
                let claim = try #require(
                    try await store.database.claim(chunk: chunk, of: review, by: worker, lease: .seconds(30)))
                // What the last cut left of its bytes may run out here.
                if (try? await database.pool.transaction { try $0.query("SELECT 1") }) == nil {
                    _ = try await database.pool.transaction { try $0.query("SELECT 1") }
                }
                let connection = try #require(proxied.proxy.connections.last)
                proxied.proxy.set(.cut(afterBytes: position), ofConnection: connection)
                #expect(try await finish(claim, worker, database), "cut after \(position) bytes")
            }
            #expect(proxied.proxy.connections.last ?? 0 > positions.count / 2, "most connections must have been cut")
            let broken = Set(["one-accepted-epoch", "rows-of-accepted-epochs-only", "coverage-is-whole"])
            let found = try await ClusterCheck(pool: store.database.pool).violations()
            #expect(found.filter { broken.contains($0.rule) }.isEmpty)
            #expect(
                try await store.value("SELECT count(*) FROM relecture.chunk WHERE state = 'done'")
                    == positions.count)
            await database.pool.close()
        }
    }

    @Test func workerStuckInCopyHoldsNobodyUp() async throws {
        try await ProxiedDatabase.with { proxied in
            let store = proxied.store
            let review = try await store.startReview(of: store.openRequisition(), chunks: 1)
            let (slow, fast) = (try await store.worker("slow"), try await store.worker("fast"))
            let chunk = try await store.chunks(of: review)[0]
            let lost = try #require(
                try await store.database.claim(chunk: chunk, of: review, by: slow, lease: .seconds(30)))
            let database = try await proxied.database(of: "slow")
            proxied.proxy.set(.halt(afterBytes: 20_000), ofConnection: try #require(proxied.proxy.connections.last))
            async let late = finish(lost, slow, database, pieces: 2_000)
            try await eventually("the session is stuck in COPY") { try await stuck(store) == 1 }
            try await store.expireLeases()
            let claim = try #require(
                try await store.database.claim(chunk: chunk, of: review, by: fast, lease: .seconds(30)))
            #expect(try await finish(claim, fast, store.database))
            #expect(try await stuck(store) == 1, "finishing must not wait for the stuck session")
            let leadership = try #require(try await store.database.lead(as: "c1", lease: .seconds(30)))
            #expect(try await store.database.endStuckSessions(silentFor: .seconds(60), under: leadership) == 0)
            #expect(try await store.database.endStuckSessions(silentFor: .zero, under: leadership) == 1)
            try await eventually("the stuck session is gone") { try await stuck(store) == 0 }
            proxied.proxy.resetConnections()
            #expect(try await late == false, "the late result must be refused")
            let found = try await ClusterCheck(pool: store.database.pool).violations()
            #expect(found.filter { $0.rule == "rows-of-accepted-epochs-only" }.isEmpty)
            await database.pool.close()
        }
    }

    private func stuck(_ store: TestStore) async throws -> Int? {
        try await store.value(
            """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                AND wait_event = 'ClientRead' AND query LIKE 'COPY%'
            """)
    }

    /// - Parameter pieces: the number of coverage rows.
    private func finish(
        _ claim: ChunkClaim, _ worker: WorkerIdentity, _ database: Database, pieces: Int64 = 6
    ) async throws -> Bool {
        let length = claim.span.duration / pieces
        let coverage = (0..<pieces).map { piece in
            let start = claim.span.start.advanced(byMicroseconds: piece * length)
            return CoverageSpan(
                span: TimeSpan(start: start, end: start.advanced(byMicroseconds: length)), state: .analysed)
        }
        return try await database.finish(
            claim, by: worker, tracklets: [], coverage: coverage, framesAnalysed: 1, framesOutside: 0)
    }
}
