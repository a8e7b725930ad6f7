import AMQP
import Foundation
package import LocalServers
import Postgres

/// Runs trials with one private pair of servers, one import of the footage, and one undisturbed review as reference.
package struct FaultLab: Sendable {
    let place: FaultPlace
    package var servers: LocalServers { place.servers }
    private let cutting: String
    /// The database copied for every trial: footage and requisition, no review.
    private static let template = "relecture"
    private let requisition: String
    /// The digest found by an undisturbed cluster with a single worker.
    package let digest: String
    /// For skewed clocks; nil if none can be built.
    package let clock: SkewedClock?

    /// - Parameters:
    ///   - footage: a folder with one camera's footage, named after the camera.
    ///   - chunk: the length of chunks, in the syntax of `review start`.
    package init(
        place: FaultPlace, footage: String, chunk: String = "5s", progress: @Sendable (String) -> Void
    ) async throws {
        self.place = place
        cutting = chunk
        clock = await SkewedClock.make(in: place.folder)
        if clock == nil { progress("no clock will be skewed: that requires the clang that comes with Swift on PATH") }
        progress("starting private servers")
        let servers = try await place.servers.start()
        let environment = ServerURLs(servers, databaseName: FaultLab.template).environment
        let migrated = try await place.run(["database", "migrate"], environment: environment)
        guard migrated.status == 0 else { throw FaultTrialError("cannot migrate the template: \(migrated.lastWord)") }
        progress("importing footage")
        let camera = (footage as NSString).lastPathComponent
        requisition = try await place.line(
            [
                "requisition", "open", "--reference", "selftest faults", "--authority",
                "self-test of the installation", "--camera", camera, "--from", "2026-03-01T21:00:00Z", "--to",
                "2026-03-01T23:00:00Z",
            ], environment: environment)
        _ = try await place.line(
            ["footage", "import", footage, "--requisition", requisition], environment: environment)
        progress("reviewing it undisturbed with a single worker")
        digest = try await FaultLab.reference(place, requisition: requisition, chunk: chunk)
    }

    private static func reference(_ place: FaultPlace, requisition: String, chunk: String) async throws -> String {
        try await withDatabase("reference", at: place) { urls in
            var settings = ClusterSettings()
            (settings.coordinators, settings.workers) = (1, 1)
            let review = try await place.line(
                ["review", "start", "--requisition", requisition, "--chunk", chunk], environment: urls.environment)
            let cluster = try await FaultCluster(in: place, databaseName: "reference", settings: settings)
            await cluster.start()
            let state = await ReviewEnd.wait(for: review, at: urls, within: .seconds(180))
            _ = await cluster.stop()
            guard state == "complete" else { throw FaultTrialError("the undisturbed review is \(state), not complete") }
            return try await ReviewEnd.digest(of: review, at: urls, in: place)
        }
    }

    /// Lends a copy of the template, and drops it afterwards.
    package static func withDatabase<Value: Sendable>(
        _ name: String, at place: FaultPlace, _ body: (ServerURLs) async throws -> Value
    ) async throws -> Value {
        try await create(name, at: place)
        let result: Result<Value, any Error>
        do {
            let urls = ServerURLs(try await place.servers.environment(), databaseName: name)
            result = .success(try await body(urls))
        } catch {
            result = .failure(error)
        }
        try await statement("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", at: place)
        return try result.get()
    }

    private static func create(_ name: String, at place: FaultPlace) async throws {
        try await statement("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", at: place)
        // Copying requires that no one else is connected to the template, and a closed connection may linger for a
        // moment.
        for attempt in 1... {
            do {
                return try await statement(
                    "CREATE DATABASE \(name) TEMPLATE \(template) OWNER relecture STRATEGY file_copy", at: place)
            } catch let error as PostgresError where error.sqlState == "55006" && attempt < 100 {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private static func statement(_ sql: String, at place: FaultPlace) async throws {
        let connection = PostgresConnection(
            to: try PostgresEndpoint(try await place.servers.environment().administratorURL),
            applicationName: "fault-lab")
        try await connection.withSession { session in
            try session.script("SET statement_timeout = 60000")
            try session.script(sql)
        }
        await connection.close()
    }

    /// Starts a review and a cluster for it, lets `body` inject faults, heals, waits for the end, stops all processes,
    /// and checks.
    ///
    /// - Parameter nodes: those to start before `body`; nil: all.
    package func trial(
        _ name: String, settings: ClusterSettings = ClusterSettings(), nodes: [Node]? = nil,
        limit: Duration = .seconds(90), _ body: (DisturbedReview) async throws -> Void
    ) async throws -> FaultTrial {
        try await place.servers.start()
        return try await FaultLab.withDatabase(name, at: place) { urls in
            let review = try await place.line(
                ["review", "start", "--requisition", requisition, "--chunk", cutting], environment: urls.environment)
            let cluster = try await FaultCluster(in: place, databaseName: name, settings: settings)
            let disturbed = try DisturbedReview(review: review, cluster: cluster, urls: urls, place: place)
            var trial = FaultTrial(review: review, digest: digest, chunks: try await disturbed.count("chunk"))
            await cluster.start(nodes)
            do {
                try await body(disturbed)
                // A server that does not return is not a defect of the cluster.
                try await cluster.heal()
            } catch {
                _ = await cluster.stop()
                await disturbed.close()
                throw error
            }
            await cluster.start()
            try await trial.finish(disturbed, limit: limit)
            await disturbed.close()
            return trial
        }
    }

    /// Runs one schedule over a new cluster and checks the resulting state.
    package func run(_ schedule: FaultSchedule, limit: Duration = .seconds(90)) async throws -> FaultTrial {
        var settings = ClusterSettings()
        (settings.skew, settings.clock) = (schedule.skew, clock)
        return try await trial("trial_\(schedule.seed)", settings: settings, limit: limit) { disturbed in
            await disturbed.harm(by: schedule)
        }
    }
}
