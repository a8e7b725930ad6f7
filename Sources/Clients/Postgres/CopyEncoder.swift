/// Encodes rows in PostgreSQL's binary COPY format (manual, COPY, "Binary Format").
struct CopyEncoder {
    let columns: [String]
    let types: [PostgresType]
    let operation: String

    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [0]

    func encode(_ rows: some Sequence<[PostgresValue]>) throws(PostgresError) -> [UInt8] {
        var writer = ValueWriter(capacity: 1 << 16)
        writer.append(raw: Self.signature)
        writer.append(Int32(0))
        writer.append(Int32(0))
        for row in rows { try encode(row, into: &writer) }
        writer.append(Int16(-1))
        return writer.bytes
    }

    private func encode(_ row: [PostgresValue], into writer: inout ValueWriter) throws(PostgresError) {
        guard row.count == columns.count else {
            throw mismatch("a row has \(row.count) values for \(columns.count) columns")
        }
        writer.append(Int16(row.count))
        for (index, value) in row.enumerated() where !writer.append(value, as: types[index]) {
            let type = types[index].rawValue
            throw mismatch("\(value.kind) does not fit column \"\(columns[index])\" (type \(type))")
        }
    }

    private func mismatch(_ message: String) -> PostgresError {
        PostgresError(.mismatch, operation: operation, message: message)
    }
}
