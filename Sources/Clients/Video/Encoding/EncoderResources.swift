import CFFmpeg

/// The C objects of one file being written, freed together in libav's order, whatever state they are in.
final class EncoderResources {
    let path: String
    var format: UnsafeMutablePointer<AVFormatContext>?
    var codec: UnsafeMutablePointer<AVCodecContext>?
    var frame: UnsafeMutablePointer<AVFrame>?
    var packet: UnsafeMutablePointer<AVPacket>?

    init(path: String) {
        VideoLog.install()
        // Errors of this file must not quote log lines of an earlier one.
        _ = VideoLog.takeLastLine()
        self.path = path
    }

    deinit {
        av_packet_free(&packet)
        av_frame_free(&frame)
        avcodec_free_context(&codec)
        if let format {
            avio_closep(&format.pointee.pb)
            avformat_free_context(format)
        }
    }

    /// Throws libav's error unless the code is a success.
    func check(_ code: Int32, _ operation: String) throws(VideoError) {
        guard code < 0 else { return }
        throw VideoError(operation, path: path, code: code)
    }

    func require<T>(_ value: T?, _ operation: String) throws(VideoError) -> T {
        guard let value else { throw VideoError(operation, path: path, code: relecture_encode_no_memory()) }
        return value
    }

    /// Chooses the container by the file name's extension and makes its output reproducible.
    func openFormat() throws(VideoError) -> UnsafeMutablePointer<AVFormatContext> {
        try check(avformat_alloc_output_context2(&format, nil, nil, path), "avformat_alloc_output_context2")
        let format = try require(format, "avformat_alloc_output_context2")
        format.pointee.flags |= AVFMT_FLAG_BITEXACT
        return format
    }

    func openCodec(_ encoder: UnsafePointer<AVCodec>) throws(VideoError) -> UnsafeMutablePointer<AVCodecContext> {
        codec = avcodec_alloc_context3(encoder)
        let codec = try require(codec, "avcodec_alloc_context3")
        codec.pointee.thread_count = 1
        codec.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        let wanted = Int32(AVFMT_GLOBALHEADER)
        if let container = format?.pointee.oformat, container.pointee.flags & wanted != 0 {
            codec.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        }
        return codec
    }

    /// Adds the opened encoder's stream and writes the file header. Consumes `options`.
    func begin(options: inout OpaquePointer?) throws(VideoError) {
        let format = try require(format, "avformat_new_stream")
        let codec = try require(codec, "avformat_new_stream")
        let stream = try require(avformat_new_stream(format, nil), "avformat_new_stream")
        try check(
            avcodec_parameters_from_context(stream.pointee.codecpar, codec), "avcodec_parameters_from_context")
        stream.pointee.time_base = codec.pointee.time_base
        // AVI has no timestamps: it fills every tick without a picture with an empty packet.
        if format.pointee.oformat.pointee.name.map({ String(cString: $0) }) == "avi" {
            stream.pointee.time_base = av_inv_q(codec.pointee.framerate)
        }
        stream.pointee.avg_frame_rate = codec.pointee.framerate
        try check(avio_open(&format.pointee.pb, path, AVIO_FLAG_WRITE), "avio_open")
        try check(avformat_write_header(format, &options), "avformat_write_header")
        packet = av_packet_alloc()
        _ = try require(packet, "av_packet_alloc")
    }

    /// Passes a picture or samples to the encoder (nil: end of stream) and writes the packets it returns.
    func encode(_ frame: UnsafeMutablePointer<AVFrame>?, packetDuration: Int64?) throws(VideoError) {
        guard let format, let codec, let packet, let stream = format.pointee.streams[0] else {
            preconditionFailure("frames come after the file's head")
        }
        try check(avcodec_send_frame(codec, frame), "avcodec_send_frame")
        while true {
            let code = avcodec_receive_packet(codec, packet)
            if code == relecture_encode_needs_input() || code == relecture_encode_is_drained() { return }
            try check(code, "avcodec_receive_packet")
            if let packetDuration { packet.pointee.duration = packetDuration }
            packet.pointee.stream_index = 0
            av_packet_rescale_ts(packet, codec.pointee.time_base, stream.pointee.time_base)
            try check(av_interleaved_write_frame(format, packet), "av_interleaved_write_frame")
        }
    }

    /// Drains the encoder, writes the file trailer and closes the file.
    func end(packetDuration: Int64?) throws(VideoError) {
        guard let format else { preconditionFailure("a file ends after its head") }
        try encode(nil, packetDuration: packetDuration)
        try check(av_write_trailer(format), "av_write_trailer")
        try check(avio_closep(&format.pointee.pb), "avio_closep")
    }
}
