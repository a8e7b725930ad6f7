/// The SQL shared by chunks and checks: rows that one worker holds until its lease ends. Every change is one
/// conditional statement, so a late worker changes nothing.
///
///     waiting --claim--> running --finish--> done
///        ^                  |
///        +-- release, fail -+-- fail or expire with the budget spent --> given up
///
/// The fragments take the numbers of their parameters, and the table's alias including its dot where the statement has
/// one.
struct Lease: Sendable {
    let table: String
    /// The states before a claim and after the last attempt.
    let waiting: String
    let givenUp: String
    /// The column that distinguishes a claim from a later one by the same worker.
    let fence: String
    /// Whether the row tracks how much of its budget is spent; otherwise every attempt costs the same.
    let countsSpent: Bool
    /// Assignments that reset the columns used only while the row is under way.
    let underWay: String
    /// An additional column set when the row reaches a final state.
    let endColumn: String?

    static let chunk = Lease(
        table: "relecture.chunk", waiting: "ready", givenUp: "quarantined", fence: "epoch",
        countsSpent: true, underWay: ", dispatched_at = NULL, progress = 0", endColumn: "finished_at")
    static let check = Lease(
        table: "relecture.review_check", waiting: "waiting", givenUp: "failed", fence: "attempts", countsSpent: false,
        underWay: "", endColumn: nil)

    /// The failure recorded for an attempt whose worker stopped renewing.
    static let lost = "the worker stopped renewing its lease"
}

// Conditions.
extension Lease {
    /// `$1` to `$3`: the row's id, the claim's fence and the worker's incarnation.
    func isHeld(_ row: String = "") -> String {
        """
        \(row)id = $1 AND \(row)\(fence) = $2 AND \(row)state = 'running' AND \(row)owner_incarnation = $3::uuid
        """
    }

    /// Whether the row is waiting and may be tried again, or its lease expired with budget left.
    func isClaimable(_ row: String = "", budget: Int) -> String {
        """
        \(row)not_before <= now() AND (\(row)state = '\(waiting)'
            OR \(hasExpired(row)) AND \(spent(row)) < $\(budget))
        """
    }

    func hasExpired(_ row: String = "") -> String { "\(row)state = 'running' AND \(row)lease_until < now()" }

    func isRunning(_ row: String = "") -> String { "\(row)state = 'running' AND \(row)lease_until >= now()" }

    /// The spent budget, in thirds of an attempt.
    func spent(_ row: String = "") -> String {
        countsSpent ? "\(row)spent" : "\(row)attempts * \(RetryPolicy.wholeAttempt)"
    }

    /// The spent budget after the running attempt failed at a cost of only `$cost`.
    func spentAfterFailure(_ row: String = "", cost: Int) -> String {
        countsSpent
            ? "\(row)spent - (\(RetryPolicy.wholeAttempt) - $\(cost)::integer)" : "\(row)attempts * $\(cost)::integer"
    }
}

// Assignments.
extension Lease {
    func claimed(owner: Int, incarnation: Int, seconds: Int) -> String {
        """
        state = 'running', attempts = attempts + 1\(countsSpent ? ", spent = spent + \(RetryPolicy.wholeAttempt)" : ""),
            owner = $\(owner), owner_incarnation = $\(incarnation)::uuid, \(renewed(seconds: seconds))
        """
    }

    func renewed(seconds: Int) -> String { "lease_until = now() + make_interval(secs => $\(seconds))" }

    /// Resets the columns of a claim.
    var unclaimed: String { "lease_until = NULL, owner = NULL, owner_incarnation = NULL\(underWay)" }

    /// Hands the row back; the attempt does not count.
    var handedBack: String {
        """
        state = '\(waiting)', attempts = attempts - 1\(
            countsSpent ? ", spent = greatest(0, spent - \(RetryPolicy.wholeAttempt))" : ""), \(unclaimed)
        """
    }

    /// After a failed attempt.
    func retried(unless isFinal: String) -> String {
        """
        state = CASE WHEN \(isFinal) THEN '\(givenUp)' ELSE '\(waiting)' END\(
            endColumn.map { ", \($0) = CASE WHEN \(isFinal) THEN now() END" } ?? ""), \(unclaimed)
        """
    }

    /// Adds random jitter to the pause, so that rows that failed together are not retried together.
    func paused(seconds: Int) -> String {
        "not_before = now() + make_interval(secs => $\(seconds)::float8 * (0.75 + 0.5 * random()))"
    }

    /// Restores the full budget.
    var startedOver: String {
        """
        state = '\(waiting)', attempts = 0\(countsSpent ? ", spent = 0" : ""), failure = NULL, not_before = '-infinity'\(
            endColumn.map { ", \($0) = NULL" } ?? ""), \(unclaimed)
        """
    }
}
