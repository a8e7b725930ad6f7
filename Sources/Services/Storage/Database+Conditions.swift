/// Conditions that several statements share. Each takes the alias that the statement gives the table.
extension Database {
    /// Whether a requisition is in force: open, and not expired. Only then may its footage be reviewed.
    static func isInForce(_ requisition: String = "q") -> String {
        "\(requisition).state = 'open' AND (\(requisition).expires_at IS NULL OR \(requisition).expires_at > now())"
    }

    static func hasExpired(_ requisition: String = "q") -> String {
        "coalesce(\(requisition).expires_at <= now(), false)"
    }

    /// Whether a worker lives: it has not stopped, and was heard of within a minute, six renewals.
    static func isUp(_ worker: String = "w") -> String {
        "\(worker).state = 'up' AND NOT \(isSilent(worker))"
    }

    static func isSilent(_ worker: String = "w") -> String { "\(worker).last_seen < now() - interval '60 s'" }

    /// Whether a worker lives and takes work.
    static func takesWork(_ worker: String = "w") -> String { "\(isUp(worker)) AND \(worker).desired = 'work'" }

    /// Whether a worker of another name than the parameter's takes work.
    static func anotherTakesWork(_ name: String) -> String {
        "EXISTS (SELECT FROM relecture.worker w WHERE w.name <> \(name) AND \(takesWork()))"
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
