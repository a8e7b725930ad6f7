/// One row: `let name: String = try row["name"]`.
///
/// Integers of every width read as `Int64`, `Int` or `Int32` if they fit; `real` and `double precision` as `Double`;
/// text, json, uuid and enumerations as `String`. Cast other types in the query, for example `total::bigint`.
package struct PostgresRow: Sendable {
    private let storage: ResultStorage
    private let row: Int

    init(storage: ResultStorage, row: Int) {
        self.storage = storage
        self.row = row
    }

    package subscript<Value: PostgresDecodable>(_ column: String) -> Value {
        get throws { try decode(column) }
    }

    package subscript<Value: PostgresDecodable>(_ position: Int) -> Value {
        get throws { try decode(position) }
    }

    /// Decodes the named column. Throws if it is missing or has another type.
    package func decode<Value: PostgresDecodable>(_ column: String, as: Value.Type = Value.self) throws -> Value {
        guard let position = storage.position(of: column) else {
            throw mismatch("the result has no column \"\(column)\", only \(storage.columns.joined(separator: ", "))")
        }
        return try decode(position)
    }

    /// Decodes the column at `position`, counted from 0.
    package func decode<Value: PostgresDecodable>(_ position: Int, as: Value.Type = Value.self) throws -> Value {
        guard storage.columns.indices.contains(position) else {
            throw mismatch("the result has \(storage.columns.count) columns, there is none at position \(position)")
        }
        let name = storage.columns[position]
        guard let value = storage.value(row: row, column: position) else {
            let type = storage.types[position].rawValue
            throw mismatch("column \"\(name)\" (type \(type)) cannot be read: cast it, for example \(name)::text")
        }
        guard let decoded = Value.decode(value) else {
            throw mismatch("column \"\(name)\" holds \(value.kind), which does not fit \(Value.self)")
        }
        return decoded
    }

    private func mismatch(_ message: String) -> PostgresError {
        PostgresError(.mismatch, operation: storage.operation, message: message)
    }
}

/// The rows of one query, as a value that may leave the transaction.
package struct PostgresRows: RandomAccessCollection, Sendable {
    private let storage: ResultStorage

    init(_ storage: ResultStorage) {
        self.storage = storage
    }

    package var columns: [String] { storage.columns }
    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.rowCount }

    package subscript(position: Int) -> PostgresRow {
        precondition(indices.contains(position), "A row outside of the result was asked for.")
        return PostgresRow(storage: storage, row: position)
    }
}
