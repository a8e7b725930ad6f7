import Schema

/// Conditions on requisitions that several statements share. Each takes the alias that the statement gives the table.
extension Database {
    /// Whether a requisition is in force: open, and not expired. Only then may its footage be reviewed.
    package static func isInForce(_ requisition: String = "q") -> String {
        "\(requisition).state = 'open' AND (\(requisition).expires_at IS NULL OR \(requisition).expires_at > now())"
    }

    package static func hasExpired(_ requisition: String = "q") -> String {
        "coalesce(\(requisition).expires_at <= now(), false)"
    }
}
