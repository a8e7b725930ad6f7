import CPostgres

/// The parameters of one statement in the layout libpq expects.
struct ParameterList {
    private var writer = ValueWriter()
    private var types: [Oid] = []
    private var formats: [CInt] = []
    private var lengths: [CInt] = []
    /// The offset of each value in the writer's bytes; nil for NULL.
    private var offsets: [Int?] = []

    init(_ values: [any PostgresEncodable], operation: String) throws(PostgresError) {
        for (index, value) in values.enumerated() {
            guard append(value.postgresValue) else {
                throw PostgresError(
                    .mismatch, operation: operation,
                    message: "parameter $\(index + 1) holds a NUL character, which PostgreSQL cannot store in text")
            }
        }
    }

    /// Lends the arrays for `PQsendQueryParams`: count, types, values, lengths, formats.
    func withArrays<Result>(
        _ body: (CInt, [Oid], [UnsafePointer<CChar>?], [CInt], [CInt]) -> Result
    ) -> Result {
        writer.bytes.withUnsafeBytes { buffer in
            // An empty buffer has no address, and libpq takes a null pointer for SQL NULL.
            let pointers = offsets.map { offset in
                offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return body(CInt(types.count), types, pointers, lengths, formats)
        }
    }

    private mutating func append(_ value: PostgresValue) -> Bool {
        let start = writer.bytes.count
        let type = Self.type(of: value)
        if case .text(let text) = value {
            guard !text.utf8.contains(0) else { return false }
            writer.append(raw: text.utf8)
        } else if value != .null, !writer.appendBody(value, as: type) {
            return false
        }
        let length = writer.bytes.count - start
        writer.append(UInt8(0))
        types.append(type.rawValue)
        // Untyped values are sent as text, so that the server infers their type from the context.
        formats.append(type == .unspecified ? 0 : 1)
        lengths.append(CInt(length))
        offsets.append(value == .null ? nil : start)
        return true
    }

    private static func type(of value: PostgresValue) -> PostgresType {
        switch value {
        case .null, .text: .unspecified
        case .bool: .bool
        case .integer: .int8
        case .double: .float8
        case .bytes: .bytea
        case .timestamp: .timestamptz
        case .integers: .int8Array
        case .texts: .textArray
        }
    }
}
