import Schema

/// Conditions on workers and stores shared by several statements. Each takes the table's alias in the statement.
extension Database {
    /// Whether a worker is live: it has not stopped, and was heard from within a minute, which is six renewals.
    static func isUp(_ worker: String = "w") -> String {
        "\(worker).state = 'up' AND NOT \(isSilent(worker))"
    }

    static func isSilent(_ worker: String = "w") -> String { "\(worker).last_seen < now() - interval '60 s'" }

    /// Whether a worker is live and takes work.
    static func takesWork(_ worker: String = "w") -> String { "\(isUp(worker)) AND \(worker).desired = 'work'" }

    /// Whether a worker with another name than the parameter's, but the same analysis version, takes work.
    static func anotherTakesWork(_ name: String) -> String {
        """
        EXISTS (SELECT FROM relecture.worker w WHERE w.name <> \(name) AND \(takesWork())
            AND w.analysis_version = (SELECT analysis_version FROM relecture.worker WHERE name = \(name)))
        """
    }

    /// Whether the worker named by the parameter is draining.
    static func drains(_ name: String) -> String {
        "EXISTS (SELECT FROM relecture.worker w WHERE w.name = \(name) AND w.desired = 'drain')"
    }

    /// The number of running chunks that read a store, excluding one id. `store` is an SQL expression.
    static func chunksReading(_ store: String, except id: String = "0") -> String {
        """
        (SELECT count(*) FROM relecture.chunk u WHERE u.store = \(store) AND \(Lease.chunk.isRunning("u.")) AND u.id <> \(id))
        """
    }

    /// The number of running checks that read a store.
    static func checksReading(_ store: String) -> String {
        """
        (SELECT count(*) FROM relecture.review_check k JOIN relecture.chunk u ON u.id = k.chunk_id
            WHERE u.store = \(store) AND \(Lease.check.isRunning("k.")))
        """
    }
}
