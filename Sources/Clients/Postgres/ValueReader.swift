/// Reads one result value from PostgreSQL's binary format (big-endian).
struct ValueReader {
    private var bytes: UnsafeRawBufferPointer
    private let type: PostgresType

    private init(type: PostgresType, bytes: UnsafeRawBufferPointer) {
        self.type = type
        self.bytes = bytes
    }

    /// Returns the value, or nil for an unsupported type.
    static func value(of type: PostgresType, in bytes: UnsafeRawBufferPointer) -> PostgresValue? {
        var reader = ValueReader(type: type, bytes: bytes)
        return reader.read()
    }

    private mutating func read() -> PostgresValue? {
        switch type {
        case .bool: bytes.first.map { .bool($0 != 0) }
        case .int2: integer(Int16.self).map { .integer(Int64($0)) }
        case .int4: integer(Int32.self).map { .integer(Int64($0)) }
        case .int8: integer(Int64.self).map { .integer($0) }
        case .oid: integer(UInt32.self).map { .integer(Int64($0)) }
        case .float4: integer(UInt32.self).map { .double(Double(Float(bitPattern: $0))) }
        case .float8: integer(UInt64.self).map { .double(Double(bitPattern: $0)) }
        case .timestamptz: integer(Int64.self).flatMap(PostgresTimestamp.init(wire:)).map { .timestamp($0) }
        case .bytea: .bytes(Array(bytes))
        case .uuid: uuid()
        case .jsonb: .text(String(decoding: bytes.dropFirst(), as: UTF8.self))
        case .int2Array, .int4Array, .int8Array: integers()
        case .textArray, .varcharArray:
            elements(as: String.self) { String(decoding: $0, as: UTF8.self) }.map { .texts($0) }
        case .void: .null
        default: text()
        }
    }

    // A composite's binary form starts with a count and so contains a zero byte, which text never does.
    private func text() -> PostgresValue? {
        guard type.isText, !(type.isUserDefined && bytes.contains(0)) else { return nil }
        return .text(String(decoding: bytes, as: UTF8.self))
    }

    private func uuid() -> PostgresValue? {
        guard bytes.count == 16 else { return nil }
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
        return .text(text)
    }

    private mutating func integers() -> PostgresValue? {
        elements(as: Int64.self) { element in
            var reader = ValueReader(type: .int8, bytes: element)
            return switch element.count {
            case 2: reader.integer(Int16.self).map(Int64.init)
            case 4: reader.integer(Int32.self).map(Int64.init)
            default: reader.integer(Int64.self)
            }
        }.map { .integers($0) }
    }

    /// Returns the elements of an array with at most one dimension and no NULLs.
    private mutating func elements<Element>(
        as: Element.Type, _ decode: (UnsafeRawBufferPointer) -> Element?
    ) -> [Element]? {
        guard let dimensions = integer(Int32.self), integer(Int32.self) != nil, integer(UInt32.self) != nil else {
            return nil
        }
        guard dimensions > 0 else { return [] }
        guard dimensions == 1, let count = integer(Int32.self), integer(Int32.self) != nil else { return nil }
        var elements: [Element] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let length = integer(Int32.self), length >= 0, length <= bytes.count else { return nil }
            guard let element = decode(UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(length)))) else { return nil }
            elements.append(element)
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(Int(length)))
        }
        return elements
    }

    private mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard bytes.count >= size else { return nil }
        let value = bytes.loadUnaligned(as: Integer.self)
        bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(size))
        return Integer(bigEndian: value)
    }
}
