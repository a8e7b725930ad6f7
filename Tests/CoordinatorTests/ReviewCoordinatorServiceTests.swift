import AMQP
import Catalogue
import Coordinator
import Footage
import Formats
import Logging
import Operations
import Planning
import Postgres
import TestSupport
import Testing
import Timelines
import WorkLedger
import WorkQueue

@Suite(.timeLimit(.minutes(10)))
struct ReviewCoordinatorServiceTests {
    @Test func everyChunkIsPublishedAndTheReviewCompletes() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator()) {
                try await worker.work(until: review)
            }
            #expect(summary.state == .complete && summary.chunks == [.done: 3])
            #expect(try await cluster.store.value("SELECT max(dispatches) FROM relecture.chunk") == 1)
            let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
            #expect(timeline.cameras[0].activity == [ScriptedWorker.crossing])
            #expect(timeline.cameras[0].tracks.count == 1)
        }
    }

    @Test(arguments: [ChunkLength.cells(1), .cells(5), .whole])
    func findingsDoNotDependOnHowTheWorkWasCut(chunk: ChunkLength) async throws {
        try await Cluster.with { cluster in
            func digest(_ length: ChunkLength, _ worker: ScriptedWorker) async throws -> String {
                let review = try await cluster.review(chunk: length)
                _ = try await worker.work(until: review)
                let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
                return Digests.sha256(timeline.camerasJSON.text)
            }
            let worker = try await cluster.worker()
            try await cluster.coordinated(by: cluster.coordinator()) {
                let digests = [try await digest(.cells(12), worker), try await digest(chunk, worker)]
                #expect(digests[0] == digests[1])
            }
        }
    }

    @Test func chunkOfASilentWorkerGoesToTheNextOne() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review(chunk: .whole)
            let (silent, next) = (try await cluster.worker("silent"), try await cluster.worker("next"))
            try await cluster.coordinated(by: cluster.coordinator()) {
                let lost = try await eventually("a ticket") { try await silent.claim() }
                try await cluster.store.expireLeases()
                let found = try await eventually("a second ticket arrives") { try await next.claim() }
                #expect(found.chunk == lost.chunk && found.attempts == 2)
                #expect(try await silent.finish(lost) == false)
                #expect(try await next.finish(found))
                #expect(try await next.work(until: review).state == .complete)
            }
        }
    }

    @Test func ticketsThatTheBrokerLostAreSentAgain() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            try await cluster.coordinated(by: cluster.coordinator()) {
                try await eventually("three tickets are sent") {
                    try await cluster.store.value("SELECT count(*) FROM relecture.chunk WHERE dispatches = 1") == 3
                }
            }
            try await cluster.connection.withConnection { connection in
                try await cluster.topology.delete(on: connection)
                try await cluster.topology.declare(on: connection)
            }
            try await cluster.store.execute(
                "UPDATE relecture.chunk SET dispatched_at = dispatched_at - interval '1 h'")
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator("c2")) {
                try await worker.work(until: review)
            }
            #expect(summary.state == .complete)
        }
    }

    @Test func ticketsThatWaitLongInTheirQueueAreNotSentAgain() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            try await cluster.coordinated(by: cluster.coordinator()) {
                try await eventually("three tickets are sent") {
                    try await cluster.store.value("SELECT count(*) FROM relecture.chunk WHERE dispatches = 1") == 3
                }
            }
            try await cluster.store.execute("UPDATE relecture.chunk SET dispatched_at = dispatched_at - interval '1 h'")
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator("c2")) {
                try await eventually("the wait for all three tickets restarts") {
                    try await cluster.store.value(
                        "SELECT count(*) FROM relecture.chunk WHERE dispatched_at > now() - interval '50 min'") == 3
                }
                return try await worker.work(until: review)
            }
            #expect(summary.state == .complete)
            #expect(try await cluster.store.value("SELECT max(dispatches) FROM relecture.chunk") == 1)
        }
    }

    @Test func mergeThatTakesLongerThanTheLeaseIsStoredByTheLeaderThatBeganIt() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review(chunk: .whole)
            try await cluster.store.execute(
                """
                CREATE FUNCTION relecture.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_sleep(8); RETURN NEW; END $$
                """)
            try await cluster.store.execute(
                """
                CREATE TRIGGER dawdle BEFORE INSERT ON relecture.camera_result FOR EACH ROW WHEN (NEW.is_complete)
                EXECUTE FUNCTION relecture.dawdle()
                """)
            let worker = try await cluster.worker()
            let second = cluster.coordinator("c2", lease: .seconds(4))
            let summary = try await withThrowingTaskGroup(of: Void.self) { group in
                try await cluster.coordinated(by: cluster.coordinator("c1", lease: .seconds(4))) {
                    try await eventually("the first coordinator leads") {
                        try await cluster.store.value("SELECT leader FROM relecture.leadership") == "c1"
                    }
                    group.addTask { try await second.run() }
                    defer { group.cancelAll() }
                    return try await worker.work(until: review)
                }
            }
            #expect(summary.state == .complete)
            #expect(try await cluster.store.value("SELECT term FROM relecture.leadership") == 1)
        }
    }

    @Test func shareOfAReviewIsChosenForASecondLookOnceItHasEnded() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            try await cluster.store.execute("UPDATE relecture.review SET double_share = 3400")
            let worker = try await cluster.worker()
            try await cluster.coordinated(by: cluster.coordinator()) {
                _ = try await worker.work(until: review)
                try await eventually("two of three chunks are chosen") {
                    try await cluster.store.database.checks(of: review).map(\.state) == [.waiting, .waiting]
                }
            }
            let chunks = try await cluster.store.chunks(of: review)
            #expect(
                try await Set(cluster.store.database.checks(of: review).compactMap(\.chunk))
                    == ReplaySample.choose(chunks, share: 3_400))
        }
    }

    @Test func timelinesGrowAndReviewsEndWhileTheBrokerIsAway() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review(chunk: .whole)
            let chunk = try await cluster.store.chunks(of: review)[0]
            let worker = try await cluster.worker()
            let claim = try #require(
                try await cluster.store.database.claim(
                    chunk: chunk, of: review, by: worker.identity, lease: .seconds(30)))
            // Give the coordinator another review, whose tickets it cannot send.
            _ = try await cluster.review(camera: CameraID(rawValue: "yard"))
            let nowhere = ReconnectingConnection(
                try AMQPEndpoint("amqp://guest:guest@127.0.0.1:1/"), patience: .milliseconds(50),
                logger: Logger(label: "test")
            ) { _ in }
            #expect(try await worker.finish(claim))
            try await cluster.coordinated(by: cluster.coordinator(publishingTo: nowhere)) {
                try await eventually("the end of the review") {
                    try await cluster.store.database.review(review).state == .complete
                }
            }
            await nowhere.close()
        }
    }

    @Test func standbyTakesOverWhenTheLeaderStops() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let worker = try await cluster.worker()
            func leader() async throws -> String? {
                try await cluster.store.value(
                    "SELECT leader FROM relecture.leadership WHERE lease_until > now()")
            }
            let summary = try await withThrowingTaskGroup(of: Void.self) { group in
                let second = cluster.coordinator("c2")
                try await cluster.coordinated(by: cluster.coordinator("c1")) {
                    try await eventually("the first coordinator leads") { try await leader() == "c1" }
                    group.addTask { try await second.run() }
                    let claim = try await eventually("a ticket") { try await worker.claim() }
                    #expect(try await worker.finish(claim))
                    #expect(try await leader() == "c1")
                }
                defer { group.cancelAll() }
                // Well within the lease, because the first coordinator has resigned.
                try await eventually("the second leads", within: .seconds(10)) { try await leader() == "c2" }
                return try await worker.work(until: review)
            }
            #expect(summary.state == .complete)
            #expect(try await cluster.store.value("SELECT term FROM relecture.leadership") == 2)
        }
    }

    @Test func quarantinedChunkIsANamedHoleAndTheReviewStillEnds() async throws {
        try await Cluster.with { cluster in
            let review = try await cluster.review()
            let worker = try await cluster.worker()
            let summary = try await cluster.coordinated(by: cluster.coordinator()) {
                let claim = try await eventually("a ticket") { try await worker.claim() }
                try await cluster.store.database.fail(
                    claim, by: worker.identity, detail: "no", pause: .zero, maximumAttempts: 1)
                return try await worker.work(until: review)
            }
            #expect(summary.state == .completeWithHoles)
            let timeline = try await TimelineReader(database: cluster.store.database).timeline(of: review)
            let holes = timeline.cameras[0].coverage.filter { $0.state == .quarantined }
            #expect(holes.map(\.span) == [TestStore.minute(0)])
            #expect(holes.map(\.reason) == ["attempts-exhausted"])
        }
    }
}
