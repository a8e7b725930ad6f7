/// Appends values in PostgreSQL's binary format (big-endian).
struct ValueWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append<Integer: FixedWidthInteger>(_ integer: Integer) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(raw: some Sequence<UInt8>) {
        bytes.append(contentsOf: raw)
    }

    /// Appends `value` as a column of `type` with a length prefix. Returns false if value and type do not match.
    mutating func append(_ value: PostgresValue, as type: PostgresType) -> Bool {
        guard value != .null else {
            append(Int32(-1))
            return true
        }
        let start = bytes.count
        append(Int32(0))
        guard appendBody(value, as: type) else { return false }
        let length = UInt32(bytes.count - start - 4)
        for (offset, shift) in [24, 16, 8, 0].enumerated() {
            bytes[start + offset] = UInt8(truncatingIfNeeded: length >> UInt32(shift))
        }
        return true
    }

    /// Appends `value` without a length prefix.
    mutating func appendBody(_ value: PostgresValue, as type: PostgresType) -> Bool {
        switch (value, type) {
        case (.bool(let flag), .bool): append(UInt8(flag ? 1 : 0))
        case (.integer(let integer), .int8): append(integer)
        case (.integer(let integer), .int4): return appendExactly(integer, as: Int32.self)
        case (.integer(let integer), .int2): return appendExactly(integer, as: Int16.self)
        case (.integer(let integer), .oid): return appendExactly(integer, as: UInt32.self)
        case (.double(let number), .float8): append(number.bitPattern)
        case (.double(let number), .float4): append(Float(number).bitPattern)
        case (.bytes(let content), .bytea): append(raw: content)
        case (.timestamp(let timestamp), .timestamptz): append(timestamp.wire)
        case (.text(let text), .uuid): return appendUUID(text)
        case (.text(let text), .jsonb):
            append(UInt8(1))
            append(raw: text.utf8)
        case (.text(let text), _) where type.isText: append(raw: text.utf8)
        case (.integers(let integers), .int8Array): return appendArray(integers.map { .integer($0) }, of: .int8)
        case (.integers(let integers), .int4Array): return appendArray(integers.map { .integer($0) }, of: .int4)
        case (.integers(let integers), .int2Array): return appendArray(integers.map { .integer($0) }, of: .int2)
        case (.texts(let texts), .textArray): return appendArray(texts.map { .text($0) }, of: .text)
        case (.texts(let texts), .varcharArray): return appendArray(texts.map { .text($0) }, of: .varchar)
        default: return false
        }
        return true
    }

    private mutating func appendExactly<Integer: FixedWidthInteger>(_ value: Int64, as: Integer.Type) -> Bool {
        guard let narrow = Integer(exactly: value) else { return false }
        append(narrow)
        return true
    }

    private mutating func appendArray(_ elements: [PostgresValue], of type: PostgresType) -> Bool {
        append(Int32(elements.isEmpty ? 0 : 1))
        append(Int32(0))
        append(type.rawValue)
        guard !elements.isEmpty else { return true }
        append(Int32(elements.count))
        append(Int32(1))
        return elements.allSatisfy { append($0, as: type) }
    }

    private mutating func appendUUID(_ text: String) -> Bool {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        guard digits.count == 32 else { return false }
        for index in stride(from: 0, to: 32, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
                return false
            }
            append(byte)
        }
        return true
    }
}
