import CPostgres

/// What a transaction's closure speaks to: runs SQL at once, on the connection's thread.
///
/// Lent to the closure; it must not be kept. Every call blocks until the server has answered.
package final class PostgresSession {
    private let wire: PostgresWire
    private let cancellation: Cancellation
    private let grace: Duration
    /// The first failure, for a closure that swallowed it: the server then rolls back whatever follows.
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

    /// Runs one statement and returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: String, _ values: [any PostgresEncodable] = []) throws -> Int {
        try run(sql, values).affectedRows
    }

    /// The first column of the first row, or nil when there is no row.
    package func value<Value: PostgresDecodable>(
        _ sql: String, _ values: [any PostgresEncodable] = [], as: Value.Type = Value.self
    ) throws -> Value? {
        try query(sql, values).first?.decode(0)
    }

    /// Runs statements separated by semicolons, without parameters, as migrations are written.
    package func script(_ text: String) throws {
        let operation = PostgresError.name(of: text)
        try guarded { () throws(PostgresError) in try wire.run(script: text, operation: operation) }
    }

    /// Replaces the statement timeout until the transaction ends; nil: no limit.
    package func limitStatements(to limit: Duration?) throws {
        try execute("SELECT set_config('statement_timeout', $1, true)", ["\(limit?.milliseconds ?? 0)"])
        wire.answerLimit = limit.map { $0 + grace }
    }

    /// Inserts all rows by one binary COPY, and returns their number.
    ///
    /// `table` may be qualified by its schema (`schema.table`). The rows are encoded before the server is told, so that
    /// no slow sequence holds locks. The columns' types are looked up, which takes the right to SELECT them.
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
        // The server refuses COPY to whoever is under policies of the table; INSERT it checks against them.
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

    /// A table of this connection alone, empty at the start of each transaction; kept, for catalogues grow with each.
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

    /// What `CREATE ROLE … PASSWORD` takes in the place of a password, so that no log of the server ever holds it.
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
