import CPostgres

/// The libpq that this process runs with.
package enum PostgresLibrary {
    /// Such as `15.8`.
    package static var version: String {
        let number = Int(PQlibVersion())
        return "\(number / 10_000).\(number % 10_000)"
    }
}
