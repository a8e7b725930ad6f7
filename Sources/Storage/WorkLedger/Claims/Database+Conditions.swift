import Schema

/// Conditions on workers and stores that several statements share. Each takes the alias that the statement gives the
/// table.
extension Database {
    /// Whether a worker lives: it has not stopped, and was heard of within a minute, six renewals.
    static func isUp(_ worker: String = "w") -> String {
        "\(worker).state = 'up' AND NOT \(isSilent(worker))"
    }

    static func isSilent(_ worker: String = "w") -> String { "\(worker).last_seen < now() - interval '60 s'" }

    /// Whether a worker lives and takes work.
    static func takesWork(_ worker: String = "w") -> String { "\(isUp(worker)) AND \(worker).desired = 'work'" }

    /// Whether a worker of another name than the parameter's, but of the same analysis version, takes work.
    static func anotherTakesWork(_ name: String) -> String {
        """
        EXISTS (SELECT FROM relecture.worker w WHERE w.name <> \(name) AND \(takesWork())
            AND w.analysis_version = (SELECT analysis_version FROM relecture.worker WHERE name = \(name)))
        """
    }

    /// Whether the worker that the parameter names drains.
    static func drains(_ name: String) -> String {
        "EXISTS (SELECT FROM relecture.worker w WHERE w.name = \(name) AND w.desired = 'drain')"
    }

    /// How many chunks that run read a store, an expression, except the one of an id.
    static func chunksReading(_ store: String, except id: String = "0") -> String {
        """
        (SELECT count(*) FROM relecture.chunk u WHERE u.store = \(store) AND \(Lease.chunk.isRunning("u.")) AND u.id <> \(id))
        """
    }

    /// How many checks that run read a store.
    static func checksReading(_ store: String) -> String {
        """
        (SELECT count(*) FROM relecture.review_check k JOIN relecture.chunk u ON u.id = k.chunk_id
            WHERE u.store = \(store) AND \(Lease.check.isRunning("k.")))
        """
    }
}
