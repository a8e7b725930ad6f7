import Foundation
import Postgres

/// Waits for reviews to end and reads their results.
package enum ReviewEnd {
    /// Returns the state of a review once it has ended, or at the time limit.
    package static func wait(for review: String, at urls: ServerURLs, within limit: Duration) async -> String {
        guard let endpoint = try? PostgresEndpoint(urls.database) else { return "unknown" }
        let pool = PostgresPool(endpoint: endpoint, size: 1, applicationName: "fault-lab")
        let deadline = ContinuousClock.now + limit
        var state = "unknown"
        repeat {
            let found: String? = try? await pool.transaction { sql in
                try sql.value("SELECT state FROM relecture.review WHERE id = $1::uuid", [review])
            }
            state = found ?? state
            if found != nil, state != "running" { break }
            try? await Task.sleep(for: .milliseconds(50))
        } while ContinuousClock.now < deadline
        await pool.close()
        return state
    }

    /// Returns the digest of the timeline, as printed by the program.
    package static func digest(of review: String, at urls: ServerURLs, in place: FaultPlace) async throws -> String {
        struct Document: Decodable {
            let digest: String
        }
        let outcome = try await place.run(["timeline", review, "--format", "json"], environment: urls.environment)
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)) else {
            throw FaultTrialError("cannot read the timeline of review \(review): \(outcome.lastWord)")
        }
        return document.digest
    }
}
