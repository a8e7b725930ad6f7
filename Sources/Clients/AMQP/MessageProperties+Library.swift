import CRabbitMQ

extension MessageProperties {
    init(_ properties: amqp_basic_properties_t) {
        // Only the flags tell which fields are set.
        func has(_ flag: CInt) -> Bool { properties._flags & amqp_flags_t(flag) != 0 }
        if has(AMQP_BASIC_MESSAGE_ID_FLAG) { messageID = String(properties.message_id) }
        if has(AMQP_BASIC_CONTENT_TYPE_FLAG) { contentType = String(properties.content_type) }
        if has(AMQP_BASIC_HEADERS_FLAG) { headers = [String: String](properties.headers) }
    }

    /// Returns the properties in the library's form; `arena` owns the text.
    func encoded(isPersistent: Bool, in arena: CallArena) -> amqp_basic_properties_t {
        var properties = amqp_basic_properties_t()
        var flags = AMQP_BASIC_DELIVERY_MODE_FLAG
        let mode = isPersistent ? AMQP_DELIVERY_PERSISTENT : AMQP_DELIVERY_NONPERSISTENT
        properties.delivery_mode = UInt8(mode.rawValue)
        if let messageID {
            properties.message_id = arena.bytes(messageID)
            flags |= AMQP_BASIC_MESSAGE_ID_FLAG
        }
        if let contentType {
            properties.content_type = arena.bytes(contentType)
            flags |= AMQP_BASIC_CONTENT_TYPE_FLAG
        }
        properties._flags = amqp_flags_t(flags)
        return properties
    }
}

extension [String: String] {
    /// Copies a table's text and whole-number entries.
    init(_ table: amqp_table_t) {
        self.init()
        for entry in UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries)) {
            let value = entry.value.value
            switch UInt32(entry.value.kind) {
            case AMQP_FIELD_KIND_UTF8.rawValue, AMQP_FIELD_KIND_BYTES.rawValue:
                self[String(entry.key)] = String(value.bytes)
            case AMQP_FIELD_KIND_I32.rawValue: self[String(entry.key)] = String(value.i32)
            case AMQP_FIELD_KIND_I64.rawValue: self[String(entry.key)] = String(value.i64)
            default: break
            }
        }
    }
}
