import CFFmpeg

/// Copies a container's video packets into a new container without decoding. Output is written strictly forwards.
///
/// The same packets and times give the same bytes.
package final class StreamCopy {
    /// The container format of the copy.
    package enum Form: String, Codable, Sendable {
        /// Fragmented, so that nothing has to be rewritten.
        case mp4
        case matroska

        /// MP4 if it supports the codec, otherwise Matroska.
        package init(codec: String) {
            self = ["h264", "hevc", "mpeg4", "mpeg2video", "mjpeg"].contains(codec) ? .mp4 : .matroska
        }

        package var suffix: String { self == .mp4 ? "mp4" : "mkv" }
    }

    private static let bufferSize: Int32 = 65_536

    private let path: String
    private let write: (UnsafeRawBufferPointer) -> Void
    private let timeBase: AVRational
    private var format: UnsafeMutablePointer<AVFormatContext>?
    private var writer: UnsafeMutablePointer<AVIOContext>?
    private var packet: UnsafeMutablePointer<AVPacket>?

    /// - Parameters:
    ///   - numerator: numerator of the tick length, in seconds, of the times passed to `add`.
    ///   - write: receives the bytes of the new file as they are produced.
    package init(
        of container: Container, form: Form, numerator: Int32, denominator: Int32,
        write: @escaping (UnsafeRawBufferPointer) -> Void
    ) throws(VideoError) {
        path = container.path
        self.write = write
        timeBase = AVRational(num: numerator, den: denominator)
        guard let index = container.videoStream?.index, let source = container.raw.pointee.streams[index] else {
            throw VideoError("StreamCopy", path: path, code: ffmpeg_error_invalid_data())
        }
        try check(avformat_alloc_output_context2(&format, nil, form.rawValue, nil), "avformat_alloc_output_context2")
        writer = ffmpeg_open_writer(Unmanaged.passUnretained(self).toOpaque(), StreamCopy.bufferSize) {
            opaque, buffer, count in
            let copy = Unmanaged<StreamCopy>.fromOpaque(opaque!).takeUnretainedValue()
            copy.write(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
            return count
        }
        packet = av_packet_alloc()
        guard let format, let writer, packet != nil, let stream = avformat_new_stream(format, nil) else {
            throw VideoError("avformat_new_stream", path: path, code: ffmpeg_error(ENOMEM))
        }
        format.pointee.pb = writer
        format.pointee.flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT
        try check(avcodec_parameters_copy(stream.pointee.codecpar, source.pointee.codecpar), "avcodec_parameters_copy")
        // Codec tags belong to the source container.
        stream.pointee.codecpar.pointee.codec_tag = 0
        stream.pointee.time_base = timeBase
        stream.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        if form == .mp4 {
            try check(av_dict_set(&options, "movflags", "frag_keyframe+empty_moov+default_base_moof", 0), "av_dict_set")
        }
        try check(avformat_write_header(format, &options), "avformat_write_header")
    }

    deinit {
        av_packet_free(&packet)
        avformat_free_context(format)
        ffmpeg_close_reader(writer)
    }

    /// Adds a packet. Times are in ticks; `dts` increases from packet to packet and never exceeds `pts`.
    package func add(
        _ source: borrowing Packet, pts: Int64, dts: Int64, duration: Int64, isKeyframe: Bool
    ) throws(VideoError) {
        guard let format, let packet, let stream = format.pointee.streams[0] else { return }
        try check(av_packet_ref(packet, source.raw), "av_packet_ref")
        packet.pointee.pts = pts
        packet.pointee.dts = dts
        packet.pointee.duration = duration
        packet.pointee.pos = -1
        packet.pointee.stream_index = 0
        packet.pointee.flags = isKeyframe ? AV_PKT_FLAG_KEY : 0
        av_packet_rescale_ts(packet, timeBase, stream.pointee.time_base)
        try check(av_interleaved_write_frame(format, packet), "av_interleaved_write_frame")
    }

    /// Writes the end of the file.
    package func finish() throws(VideoError) {
        try check(av_write_trailer(format), "av_write_trailer")
        avio_flush(writer)
    }

    private func check(_ code: Int32, _ operation: String) throws(VideoError) {
        guard code < 0 else { return }
        throw VideoError(operation, path: path, code: code)
    }
}
