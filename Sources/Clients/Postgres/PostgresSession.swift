import CPostgres

/// The handle passed to a transaction's closure. Runs SQL synchronously on the connection's thread.
///
/// Valid only within the closure; do not keep it. Every call blocks until the server has answered.
package final class PostgresSession {
    private let wire: PostgresWire
    private let cancellation: Cancellation
    private let grace: Duration
    /// The first failure, in case the closure swallowed it: the server then rolls back everything that follows.
    private(set) var failure: PostgresError?

    init(wire: PostgresWire, cancellation: Cancellation, grace: Duration) {
        self.wire = wire
        self.cancellation = cancellation
        self.grace = grace
    }

    /// Runs one statement with `$1`, `$2`, … and returns its rows.
    @discardableResult
    package func query(_ sql: String, _ values: [any PostgresEncodable] = []) throws -> PostgresRows {
        PostgresRows(try run(sql, values))
    }

    /// Runs one statement and returns the number of rows changed.
    @discardableResult
    package func execute(_ sql: String, _ values: [any PostgresEncodable] = []) throws -> Int {
        try run(sql, values).affectedRows
    }

    /// Returns the first column of the first row, or nil if there are no rows.
    package func value<Value: PostgresDecodable>(
        _ sql: String, _ values: [any PostgresEncodable] = [], as: Value.Type = Value.self
    ) throws -> Value? {
        try query(sql, values).first?.decode(0)
    }

    /// Runs semicolon-separated statements without parameters, such as migrations.
    package func script(_ text: String) throws {
        let operation = PostgresError.name(of: text)
        try guarded { () throws(PostgresError) in try wire.run(script: text, operation: operation) }
    }

    /// Replaces the statement timeout until the transaction ends; nil removes it.
    package func limitStatements(to limit: Duration?) throws {
        try execute("SELECT set_config('statement_timeout', $1, true)", ["\(limit?.milliseconds ?? 0)"])
        wire.answerLimit = limit.map { $0 + grace }
    }

    /// Inserts all rows with one binary COPY and returns their number.
    ///
    /// `table` may be schema-qualified (`schema.table`). Rows are encoded before anything is sent, so that a slow
    /// sequence does not hold locks. Requires SELECT on the table, because the column types are looked up.
    @discardableResult
    package func copy(
        into table: String, columns: [String], rows: some Sequence<[PostgresValue]>
    ) throws -> Int {
        let name = table.split(separator: ".").map { Self.quoted(String($0)) }.joined(separator: ".")
        let list = columns.map(Self.quoted).joined(separator: ", ")
        let types = try run("SELECT \(list) FROM \(name) WHERE false", []).types
        let operation = "COPY \(table)"
        let data = try CopyEncoder(columns: columns, types: types, operation: operation).encode(rows)
        let isLimited: Bool? = try value("SELECT row_security_active($1::text)", [name])
        guard isLimited == true else {
            return try copy(data, into: name, list, operation: operation)
        }
        // The server rejects COPY for roles subject to row-level security; INSERT is checked against the policies.
        let staging = try stagingTable(like: name, list)
        try copy(data, into: staging, list, operation: operation)
        let inserted = try execute("INSERT INTO \(name) (\(list)) SELECT \(list) FROM \(staging)")
        try execute("DELETE FROM \(staging)")
        return inserted
    }

    @discardableResult
    private func copy(_ data: [UInt8], into name: String, _ list: String, operation: String) throws -> Int {
        try guarded { () throws(PostgresError) in
            try wire.copy("COPY \(name) (\(list)) FROM STDIN (FORMAT binary)", data: data, operation: operation)
        }.affectedRows
    }

    /// Returns a temporary table, empty at the start of each transaction. It is reused, because creating one per
    /// transaction would bloat the catalogues.
    private func stagingTable(like name: String, _ list: String) throws -> String {
        let staging = Self.quoted("staging for \(name.replacing("\"", with: ""))")
        let table = "pg_temp.\(staging)"
        let exists: Bool? = try value("SELECT to_regclass($1) IS NOT NULL", [table])
        if exists != true {
            try execute(
                "CREATE TEMPORARY TABLE \(staging) ON COMMIT DELETE ROWS AS SELECT \(list) FROM \(name) WITH NO DATA")
        }
        return table
    }

    /// Computes the verifier that `CREATE ROLE … PASSWORD` accepts instead of a password, so that no server log
    /// contains the password.
    package func verifier(of password: String, for role: String) throws -> String {
        try wire.verifier(of: password, for: role)
    }

    private func run(_ sql: String, _ values: [any PostgresEncodable]) throws -> ResultStorage {
        let operation = PostgresError.name(of: sql)
        let parameters = try ParameterList(values, operation: operation)
        return try guarded { () throws(PostgresError) in try wire.run(sql, parameters, operation: operation) }
    }

    @discardableResult
    private func guarded(_ body: () throws(PostgresError) -> ResultStorage) throws -> ResultStorage {
        guard !cancellation.isCancelled else { throw CancellationError() }
        guard !wire.isBroken else {
            throw failure
                ?? PostgresError(.connectionLost, operation: "a statement", message: "the connection is closed")
        }
        do throws(PostgresError) {
            return try body()
        } catch {
            failure = failure ?? error
            if error.sqlState == "57014", cancellation.isCancelled { throw CancellationError() }
            throw error
        }
    }

    private static func quoted(_ identifier: String) -> String {
        "\"\(identifier.replacing("\"", with: "\"\""))\""
    }
}

/// The isolation level of a transaction.
package enum PostgresIsolation: String, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
}
