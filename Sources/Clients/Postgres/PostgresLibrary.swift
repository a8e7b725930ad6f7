import CPostgres

/// The libpq loaded by this process.
package enum PostgresLibrary {
    /// For example `15.8`.
    package static var version: String {
        let number = Int(PQlibVersion())
        return "\(number / 10_000).\(number % 10_000)"
    }
}
