import CRabbitMQ

extension IncomingFrame {
    init(_ frame: amqp_frame_t) {
        switch CInt(frame.frame_type) {
        case AMQP_FRAME_METHOD:
            self.init(method: frame.payload.method)
        case AMQP_FRAME_HEADER:
            let payload = frame.payload.properties
            let properties = payload.decoded.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee
            self = .header(MessageProperties(properties), bodySize: payload.body_size)
        case AMQP_FRAME_BODY:
            self = .body(Array(frame.payload.body_fragment))
        default:
            self = .unknown(method: 0)
        }
    }

    init(method: amqp_method_t) {
        func decoded<Method>(_ type: Method.Type) -> Method {
            method.decoded.assumingMemoryBound(to: type).pointee
        }
        switch method.id {
        case relecture_basic_ack:
            let ack = decoded(amqp_basic_ack_t.self)
            self = .acknowledged(tag: ack.delivery_tag, isMultiple: ack.multiple != 0)
        case relecture_basic_nack:
            let nack = decoded(amqp_basic_nack_t.self)
            self = .refused(tag: nack.delivery_tag, isMultiple: nack.multiple != 0)
        case relecture_basic_return:
            let back = decoded(amqp_basic_return_t.self)
            self = .returned(reason: "\(String(back.reply_text)) (\(back.reply_code))")
        case relecture_basic_deliver:
            let delivery = decoded(amqp_basic_deliver_t.self)
            self = .delivered(
                Routing(
                    tag: delivery.delivery_tag, isRedelivered: delivery.redelivered != 0,
                    exchange: String(delivery.exchange), routingKey: String(delivery.routing_key)))
        case relecture_basic_get_ok:
            let got = decoded(amqp_basic_get_ok_t.self)
            self = .got(
                Routing(
                    tag: got.delivery_tag, isRedelivered: got.redelivered != 0, exchange: String(got.exchange),
                    routingKey: String(got.routing_key)))
        case relecture_basic_get_empty: self = .gotNothing
        case relecture_basic_cancel:
            self = .consumerCancelled(tag: String(decoded(amqp_basic_cancel_t.self).consumer_tag))
        default: self.init(administrative: method)
        }
    }

    private init(administrative method: amqp_method_t) {
        func decoded<Method>(_ type: Method.Type) -> Method {
            method.decoded.assumingMemoryBound(to: type).pointee
        }
        switch method.id {
        case relecture_channel_close:
            let close = decoded(amqp_channel_close_t.self)
            self = .channelClosed(code: Int(close.reply_code), text: String(close.reply_text))
        case relecture_connection_close:
            let close = decoded(amqp_connection_close_t.self)
            self = .connectionClosed(code: Int(close.reply_code), text: String(close.reply_text))
        case relecture_connection_blocked:
            self = .blocked(reason: String(decoded(amqp_connection_blocked_t.self).reason))
        case relecture_connection_unblocked: self = .unblocked
        case relecture_queue_declare_ok:
            let declared = decoded(amqp_queue_declare_ok_t.self)
            self = .queueDeclared(name: String(declared.queue), messageCount: Int(declared.message_count))
        case relecture_queue_purge_ok:
            self = .counted(messageCount: Int(decoded(amqp_queue_purge_ok_t.self).message_count))
        case relecture_queue_delete_ok:
            self = .counted(messageCount: Int(decoded(amqp_queue_delete_ok_t.self).message_count))
        case relecture_queue_bind_ok, relecture_exchange_declare_ok, relecture_exchange_delete_ok,
            relecture_basic_consume_ok, relecture_connection_close_ok, relecture_confirm_select_ok:
            self = .done
        default: self = .unknown(method: method.id)
        }
    }
}

extension String {
    init(_ bytes: amqp_bytes_t) {
        self.init(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}

extension [UInt8] {
    init(_ bytes: amqp_bytes_t) {
        self.init(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
    }
}
