import CPostgres

/// Owns one libpq result and clears it.
///
/// `@unchecked Sendable` holds because results are read-only once returned, and libpq's manual (Behavior in Threaded
/// Programs) allows passing such results between threads.
final class ResultStorage: @unchecked Sendable {
    let raw: OpaquePointer
    let operation: String
    let columns: [String]
    let types: [PostgresType]
    private let positions: [String: Int]

    /// Takes ownership of `raw`.
    init(owning raw: OpaquePointer, operation: String) {
        self.raw = raw
        self.operation = operation
        let fields = 0..<PQnfields(raw)
        // The response that opens a COPY has unnamed fields.
        columns = fields.map { field in PQfname(raw, field).map { String(cString: $0) } ?? "" }
        types = fields.map { PostgresType(rawValue: PQftype(raw, $0)) }
        positions = Dictionary(zip(columns, 0...)) { first, _ in first }
    }

    deinit {
        PQclear(raw)
    }

    var status: ExecStatusType { PQresultStatus(raw) }
    var rowCount: Int { Int(PQntuples(raw)) }

    /// Rows changed, moved or returned, from the command tag.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(raw))) ?? 0 }
    var commandTag: String { String(cString: PQcmdStatus(raw)) }

    func position(of column: String) -> Int? { positions[column] }

    /// Returns the value, or nil if its type is not supported.
    func value(row: Int, column: Int) -> PostgresValue? {
        let (row, position) = (CInt(row), CInt(column))
        guard PQgetisnull(raw, row, position) == 0 else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(raw, row, position), count: Int(PQgetlength(raw, row, position)))
        return ValueReader.value(of: types[column], in: bytes)
    }
}
