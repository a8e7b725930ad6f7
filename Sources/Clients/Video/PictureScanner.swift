import CFFmpeg

/// Reads picture headers without decoding: size, type and position in presentation order.
package final class PictureScanner {
    /// The coding type of a picture.
    package enum Kind: Sendable { case intra, predicted, bidirectional, unknown }

    /// The properties of a picture as stated by its header.
    package struct Picture: Sendable, Equatable {
        /// Position in presentation order since the last picture that reset it; nil if the codec has no such number.
        package let order: Int?
        package let kind: Kind
        package let width: Int
        package let height: Int
    }

    private let parser: UnsafeMutablePointer<AVCodecParserContext>
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let countsOrder: Bool

    /// Returns nil if libav has no parser for the codec.
    package init?(container: Container) {
        guard let stream = container.videoStream,
            let parameters = container.raw.pointee.streams[stream.index]?.pointee.codecpar,
            let parser = av_parser_init(Int32(bitPattern: parameters.pointee.codec_id.rawValue))
        else { return nil }
        guard let context = avcodec_alloc_context3(nil) else {
            av_parser_close(parser)
            return nil
        }
        // The container's packets are already whole pictures.
        parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        avcodec_parameters_to_context(context, parameters)
        self.parser = parser
        self.context = context
        countsOrder = [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC].contains(parameters.pointee.codec_id)
    }

    deinit {
        av_parser_close(parser)
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Reads the picture header in a packet.
    package func scan(_ packet: borrowing Packet) -> Picture {
        var data: UnsafeMutablePointer<UInt8>?
        var size: Int32 = 0
        let raw = packet.raw.pointee
        _ = av_parser_parse2(parser, context, &data, &size, raw.data, raw.size, raw.pts, raw.dts, raw.pos)
        let found = parser.pointee
        return Picture(
            order: countsOrder ? Int(found.output_picture_number) : nil,
            kind: kind(found.pict_type),
            width: max(Int(found.width), Int(context.pointee.width)),
            height: max(Int(found.height), Int(context.pointee.height)))
    }

    private func kind(_ type: Int32) -> Kind {
        switch type {
        case Int32(AV_PICTURE_TYPE_I.rawValue): .intra
        case Int32(AV_PICTURE_TYPE_P.rawValue), Int32(AV_PICTURE_TYPE_S.rawValue): .predicted
        case Int32(AV_PICTURE_TYPE_B.rawValue): .bidirectional
        default: .unknown
        }
    }
}
