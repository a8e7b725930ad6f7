import CFFmpeg

/// Encodes decoded pictures as JPEGs for viewing: scaled down, re-encoded, with nothing drawn onto them.
///
/// The same picture gives the same bytes on every machine: one thread, exact arithmetic, fixed quality, no version
/// strings.
package struct PictureEncoder: Sendable {
    /// An encoded JPEG and its size.
    package struct Picture: Sendable, Equatable {
        package let bytes: [UInt8]
        /// In pixels.
        package let width: Int
        package let height: Int
    }

    /// The quantiser, from 1 to 31; at 3, compression is hardly visible.
    private static let quality: Int32 = 3

    /// Maximum width in pixels.
    private let widest: Int

    package init(widest: Int) {
        precondition(widest > 0, "a picture is at least one pixel wide")
        self.widest = widest
    }

    /// Throws a `VideoError` for pictures that cannot be scaled, or that exceed JPEG's height limit (65 500 pixels).
    package func jpeg(of frame: borrowing Frame) throws(VideoError) -> Picture {
        let resources = EncoderResources(path: frame.path)
        guard let encoder = avcodec_find_encoder(AV_CODEC_ID_MJPEG) else {
            throw VideoError("avcodec_find_encoder", path: frame.path, code: relecture_encode_not_found())
        }
        let context = try resources.openCodec(encoder)
        let size = size(of: frame.raw.pointee)
        PictureEncoder.configure(context, size)
        try resources.check(avcodec_open2(context, encoder, nil), "avcodec_open2")
        let picture = try PictureEncoder.canvas(for: context, resources)
        try resources.check(ffmpeg_scale_for_jpeg(frame.raw, picture), "sws_scale")
        try resources.check(avcodec_send_frame(context, picture), "avcodec_send_frame")
        let packet = try resources.require(av_packet_alloc(), "av_packet_alloc")
        resources.packet = packet
        try resources.check(avcodec_receive_packet(context, packet), "avcodec_receive_packet")
        let bytes = UnsafeBufferPointer(start: packet.pointee.data, count: Int(packet.pointee.size))
        return Picture(bytes: Array(bytes), width: size.width, height: size.height)
    }

    /// Returns the size in square pixels, as JPEG readers expect. Non-square pixels are shortened along their longer
    /// side, so that nothing is scaled up. The container's rotation is not applied, as in the analysis.
    private func size(of frame: AVFrame) -> (width: Int, height: Int) {
        var (width, height) = (Int64(max(1, frame.width)), Int64(max(1, frame.height)))
        let aspect = frame.sample_aspect_ratio
        let (across, down) = (Int64(aspect.num), Int64(aspect.den))
        // An extreme aspect ratio is damage.
        if across > 0, down > 0, across <= 4 * down, down <= 4 * across {
            if across > down { height = scaled(height, down, across) } else { width = scaled(width, across, down) }
        }
        if width > Int64(widest) { (width, height) = (Int64(widest), scaled(height, Int64(widest), width)) }
        return (Int(width), Int(height))
    }

    /// Rounds to nearest, at least 1.
    private func scaled(_ length: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
        max(1, (2 * length * part + whole) / (2 * whole))
    }

    private static func configure(_ context: UnsafeMutablePointer<AVCodecContext>, _ size: (width: Int, height: Int)) {
        context.pointee.width = Int32(size.width)
        context.pointee.height = Int32(size.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
        context.pointee.color_range = AVCOL_RANGE_JPEG
        context.pointee.time_base = AVRational(num: 1, den: 25)
        context.pointee.flags |= AV_CODEC_FLAG_QSCALE
        context.pointee.global_quality = quality * FF_QP2LAMBDA
        // Other DCT algorithms depend on the processor.
        context.pointee.dct_algo = FF_DCT_INT
    }

    /// Allocates an empty picture of the encoder's size.
    private static func canvas(
        for context: UnsafeMutablePointer<AVCodecContext>, _ resources: EncoderResources
    ) throws(VideoError) -> UnsafeMutablePointer<AVFrame> {
        let picture = try resources.require(av_frame_alloc(), "av_frame_alloc")
        resources.frame = picture
        picture.pointee.format = context.pointee.pix_fmt.rawValue
        picture.pointee.width = context.pointee.width
        picture.pointee.height = context.pointee.height
        picture.pointee.color_range = context.pointee.color_range
        picture.pointee.quality = context.pointee.global_quality
        picture.pointee.pts = 0
        try resources.check(av_frame_get_buffer(picture, 0), "av_frame_get_buffer")
        return picture
    }
}
