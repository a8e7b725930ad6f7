import AMQP
import Findings
import Footage
import LocalServers
import Planning
import Postgres
import Schema
import TestSupport
import Testing
import Timelines
import WorkLedger
import WorkQueue

@testable import FaultInjection

/// Proves that each rule of the check can fail: it finds the violation it is for.
@Suite(.timeLimit(.minutes(10)))
struct ClusterCheckTests {
    /// A statement for each rule that breaks it in an intact database.
    private static let harms = [
        "review-ended": "UPDATE relecture.review SET state = 'running', finished_at = NULL",
        "chunk-ended": "UPDATE relecture.chunk SET state = 'ready', finished_at = NULL WHERE ordinal = 1",
        "quarantine-has-reason": "UPDATE relecture.chunk SET state = 'quarantined', failure = '' WHERE ordinal = 1",
        "one-accepted-epoch": """
        INSERT INTO relecture.attempt (chunk_id, epoch, worker, host, build, finished_at, outcome)
        SELECT id, epoch + 1, 'w2', 'there', 'test', now(), 'done' FROM relecture.chunk WHERE ordinal = 1
        """,
        "rows-of-accepted-epochs-only": """
        INSERT INTO relecture.chunk_coverage
        SELECT requisition_id, review_id, chunk_id, epoch + 1, starts_at, ends_at, state, reason
        FROM relecture.chunk_coverage
        """,
        "coverage-is-whole": "UPDATE relecture.chunk_coverage SET ends_at = ends_at - interval '1 s'",
        "chunks-do-not-overlap": """
        UPDATE relecture.chunk SET starts_at = starts_at - interval '1 s' WHERE ordinal = 2
        """,
        "every-claim-has-its-attempt": "DELETE FROM relecture.attempt",
        "every-attempt-ended": "UPDATE relecture.attempt SET finished_at = NULL",
        "no-lease-is-left": """
        UPDATE relecture.chunk SET state = 'running', finished_at = NULL, lease_until = now() WHERE ordinal = 1
        """,
        "cameras-are-merged": "UPDATE relecture.camera_result SET chunks_merged = 1",
        "no-term-of-the-future": "UPDATE relecture.camera_result SET term = 99",
    ]

    @Test func undisturbedReviewBreaksNoPromise() async throws {
        try await withCompleteReview { store, review in
            let check = ClusterCheck(pool: store.database.pool)
            let found = try await check.violations()
            #expect(found.isEmpty)
            var ledger = ReviewLedger()
            ledger.submitted(ReviewLedger.Entry(review: review.rawValue, chunks: 2))
            #expect(try await check.violations(of: ledger).isEmpty)
        }
    }

    @Test(arguments: ClusterCheck.rules.map(\.name))
    func brokenPromiseIsFound(rule: String) async throws {
        let harm = try #require(ClusterCheckTests.harms[rule], "no statement breaks this rule")
        try await withCompleteReview { store, _ in
            // The database refuses to move a chunk; the check must not rely on that.
            try await store.execute("ALTER TABLE relecture.chunk DISABLE TRIGGER chunk_in_place")
            #expect(try await store.execute(harm) > 0)
            let found = try await ClusterCheck(pool: store.database.pool).violations()
            #expect(found.map(\.rule).contains(rule), "found only \(found)")
        }
    }

    @Test func lostSubmissionIsFound() async throws {
        try await withCompleteReview { store, review in
            var ledger = ReviewLedger()
            ledger.submitted(ReviewLedger.Entry(review: review.rawValue, chunks: 3))
            ledger.submitted(ReviewLedger.Entry(review: "00000000-0000-4000-8000-000000000000", chunks: 1))
            let found = try await ClusterCheck(pool: store.database.pool).violations(of: ledger)
            #expect(found.map(\.rule) == ["submitted-stays", "submitted-stays"])
        }
    }

    @Test func ticketThatWouldMakeWorkIsFound() async throws {
        // No worker takes tickets from this virtual host.
        try await TestServers.withVirtualHost { broker in
            try await TestStore.with { store in
                let review = try await store.startReview(of: try await store.openRequisition(), chunks: 1)
                let chunk = try await store.chunks(of: review)[0]
                let topology = Topology()
                let endpoint = try AMQPEndpoint(broker)
                let connection = try await AMQPConnection.open(endpoint)
                try await topology.declare(on: connection)
                for (number, id) in [
                    (chunk, review.rawValue), (ChunkID(rawValue: chunk.rawValue + 1), review.rawValue),
                ] {
                    let ticket = Ticket(review: id, chunk: number, urgency: .normal, sequence: 1)
                    _ = try await connection.publish(
                        OutgoingMessage(
                            exchange: topology.workExchange, routingKey: topology.routingKey(.normal),
                            messageID: ticket.messageID, body: try ticket.encoded()))
                }
                await connection.close()
                let check = ClusterCheck(pool: store.database.pool)
                let found = try await check.violations(ofTicketsAt: endpoint)
                #expect(found == [Violation("no-ticket-would-work", "a ticket for chunk \(chunk) is left")])
                #expect(try await check.violations(ofTicketsAt: endpoint).isEmpty, "the check must have taken it")
            }
        }
    }

    /// Provides a complete review: two chunks done by one worker, and merged.
    private func withCompleteReview(_ body: (TestStore, ReviewID) async throws -> Void) async throws {
        try await TestStore.with { store in
            let review = try await store.startReview(of: try await store.openRequisition(), chunks: 2)
            let worker = try await store.worker()
            for chunk in try await store.chunks(of: review) {
                let claim = try #require(
                    try await store.database.claim(chunk: chunk, of: review, by: worker, lease: .seconds(30)))
                let isAccepted = try await store.database.finish(
                    claim, by: worker, tracklets: [],
                    coverage: [CoverageSpan(span: claim.span, state: .analysed)], framesAnalysed: 1,
                    framesOutside: 0)
                #expect(isAccepted)
            }
            let leadership = try #require(try await store.database.lead(as: "c1", lease: .seconds(30)))
            for task in try await store.database.mergeTasks() {
                let findings = CameraFindings(
                    camera: task.camera, clock: "none", coverage: [], activity: [], tracks: [])
                #expect(try await store.database.store(findings, of: task, under: leadership))
            }
            #expect(try await store.database.completeReviews(under: leadership) == [review])
            try await body(store, review)
        }
    }
}
