import Schema

/// Conditions on requisitions shared by several statements. Each takes the table's alias in the statement.
extension Database {
    /// Whether a requisition is in force: open and not expired. Footage may be reviewed only under such a requisition.
    package static func isInForce(_ requisition: String = "q") -> String {
        "\(requisition).state = 'open' AND (\(requisition).expires_at IS NULL OR \(requisition).expires_at > now())"
    }

    package static func hasExpired(_ requisition: String = "q") -> String {
        "coalesce(\(requisition).expires_at <= now(), false)"
    }
}
