import CRabbitMQ

/// Memory for the arguments of one C call. Freed with the arena, so keep the arena alive until the call returns.
final class CallArena {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit {
        for block in blocks { block.deallocate() }
    }

    func bytes(_ text: String) -> amqp_bytes_t {
        bytes(Array(text.utf8))
    }

    func bytes(_ content: [UInt8]) -> amqp_bytes_t {
        let block = allocate(content.count)
        content.withUnsafeBytes {
            block.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(block), byteCount: $0.count)
        }
        return amqp_bytes_t(len: content.count, bytes: block)
    }

    func table(_ entries: [(String, amqp_field_value_t)]) -> amqp_table_t {
        let size = MemoryLayout<amqp_table_entry_t>.stride * entries.count
        let block = allocate(size).bindMemory(to: amqp_table_entry_t.self, capacity: entries.count)
        for (index, (key, value)) in entries.enumerated() {
            (block + index).initialize(to: amqp_table_entry_t(key: bytes(key), value: value))
        }
        return amqp_table_t(num_entries: CInt(entries.count), entries: block)
    }

    func value(_ text: String) -> amqp_field_value_t {
        var value = amqp_field_value_t()
        value.kind = UInt8(AMQP_FIELD_KIND_UTF8.rawValue)
        value.value.bytes = bytes(text)
        return value
    }

    func value(_ table: amqp_table_t) -> amqp_field_value_t {
        var value = amqp_field_value_t()
        value.kind = UInt8(AMQP_FIELD_KIND_TABLE.rawValue)
        value.value.table = table
        return value
    }

    func value(_ flag: Bool) -> amqp_field_value_t {
        var value = amqp_field_value_t()
        value.kind = UInt8(AMQP_FIELD_KIND_BOOLEAN.rawValue)
        value.value.boolean = flag ? 1 : 0
        return value
    }

    private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        let block = UnsafeMutableRawPointer.allocate(byteCount: max(1, size), alignment: 16)
        blocks.append(block)
        return block
    }
}
