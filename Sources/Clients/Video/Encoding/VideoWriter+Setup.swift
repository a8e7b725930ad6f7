import CFFmpeg

extension VideoWriter {
    static func encoder(
        for settings: Settings, path: String
    ) throws(VideoError) -> (Codec, UnsafePointer<AVCodec>) {
        guard settings.width > 0, settings.height > 0, settings.width <= 16_384, settings.height <= 16_384 else {
            throw VideoError(
                operation: "VideoWriter", path: path, code: relecture_encode_invalid(),
                text: "a picture of \(settings.width)x\(settings.height) cannot be encoded")
        }
        // libavformat would write MJPEG as private data that no demuxer reads back.
        let isTransportStream = path.hasSuffix(".ts") || path.hasSuffix(".m2ts")
        for codec in settings.codecs where codec != .mjpeg || !isTransportStream {
            if let encoder = avcodec_find_encoder_by_name(codec.encoderName) { return (codec, encoder) }
        }
        throw VideoError("avcodec_find_encoder_by_name", path: path, code: relecture_encode_not_found())
    }

    static func configure(_ context: UnsafeMutablePointer<AVCodecContext>, codec: Codec, settings: Settings) {
        context.pointee.width = Int32(settings.width)
        context.pointee.height = Int32(settings.height)
        context.pointee.time_base = AVRational(num: settings.timeBaseNumerator, den: settings.timeBaseDenominator)
        context.pointee.framerate = frameRate(settings)
        context.pointee.gop_size = Int32(settings.keyframeInterval)
        context.pointee.pix_fmt = pixelFormat(codec, settings)
        if codec == .mjpeg {
            context.pointee.color_range = AVCOL_RANGE_JPEG
        } else {
            context.pointee.max_b_frames = Int32(settings.bFrames)
        }
        if codec == .h264 {
            av_opt_set(context.pointee.priv_data, "preset", "veryfast", 0)
            // Keyframes only at the interval, and exactly as many B-pictures as requested: test clips must be
            // predictable.
            av_opt_set(context.pointee.priv_data, "x264-params", "scenecut=0:b-adapt=0", 0)
        }
        apply(settings.quality, to: context, codec: codec)
    }

    /// Returns the muxer's options, and sets the container's creation time.
    static func muxerOptions(
        _ resources: EncoderResources, _ settings: Settings
    ) throws(VideoError) -> OpaquePointer? {
        var options: OpaquePointer?
        if settings.indexPlacement == .atStart {
            try resources.check(av_dict_set(&options, "movflags", "+faststart", 0), "av_dict_set")
        }
        if let time = settings.creationTime, let format = resources.format {
            try resources.check(av_dict_set(&format.pointee.metadata, "creation_time", time, 0), "av_dict_set")
        }
        return options
    }

    /// Allocates a frame of the encoder's size with neutral gray colour planes.
    static func neutralFrame(
        _ context: UnsafeMutablePointer<AVCodecContext>, _ resources: EncoderResources
    ) throws(VideoError) -> UnsafeMutablePointer<AVFrame> {
        let frame = try resources.require(av_frame_alloc(), "av_frame_alloc")
        resources.frame = frame
        frame.pointee.format = context.pointee.pix_fmt.rawValue
        frame.pointee.width = context.pointee.width
        frame.pointee.height = context.pointee.height
        frame.pointee.color_range = context.pointee.color_range
        try resources.check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer")
        let height = Int(context.pointee.height)
        let rows = context.pointee.pix_fmt == AV_PIX_FMT_YUV444P ? height : (height + 1) / 2
        for (plane, stride) in [
            (frame.pointee.data.1, frame.pointee.linesize.1), (frame.pointee.data.2, frame.pointee.linesize.2),
        ] {
            plane?.update(repeating: 128, count: rows * Int(stride))
        }
        return frame
    }

    private static func pixelFormat(_ codec: Codec, _ settings: Settings) -> AVPixelFormat {
        let isOdd = settings.width % 2 != 0 || settings.height % 2 != 0
        return switch codec {
        case .h264: isOdd ? AV_PIX_FMT_YUV444P : AV_PIX_FMT_YUV420P
        case .mpeg4: AV_PIX_FMT_YUV420P
        case .mjpeg: AV_PIX_FMT_YUVJ420P
        }
    }

    private static func frameRate(_ settings: Settings) -> AVRational {
        var rate = AVRational()
        let denominator = Int64(settings.timeBaseNumerator) * max(1, settings.frameDuration)
        av_reduce(&rate.num, &rate.den, Int64(settings.timeBaseDenominator), denominator, 1_000_000)
        return rate
    }

    private static func apply(
        _ quality: Quality, to context: UnsafeMutablePointer<AVCodecContext>, codec: Codec
    ) {
        switch (quality, codec) {
        case (.bitRate(let rate), _):
            context.pointee.bit_rate = rate
        case (.constant(let level), .h264):
            av_opt_set(context.pointee.priv_data, "crf", String(level), 0)
        case (.constant(let level), _):
            // MPEG-4 and MJPEG quantisers range from 1 to 31.
            context.pointee.flags |= AV_CODEC_FLAG_QSCALE
            context.pointee.global_quality = Int32(min(max(level / 4, 1), 31)) * FF_QP2LAMBDA
        }
    }
}
