import CFFmpeg
import Foundation

/// Decodes the video stream of one container on the calling thread, to the same bits on every machine.
///
/// One thread, exact transforms, no speed flags. The caller passes each picture's presentation time with its packet and
/// gets it back with the frame, whatever order the codec works in. Damage is a result, not an error.
package final class Decoder {
    /// The outcome of decoding a packet.
    package enum Outcome: Sendable, Equatable {
        case accepted
        /// The decoder could not use the packet; holds libav's text. Pictures up to the next keyframe are unreliable.
        case damaged(String)
    }

    private let path: String
    private let raw: UnsafeMutablePointer<AVCodecContext>
    private let frame: UnsafeMutablePointer<AVFrame>
    private let narrowing = LumaNarrowing()

    package init(container: Container) throws(VideoError) {
        path = container.path
        guard let stream = container.videoStream,
            let parameters = container.raw.pointee.streams[stream.index]?.pointee.codecpar
        else { throw Decoder.refusal(container.path, "the file has no video stream") }
        guard container.limits.codecs.contains(stream.codec),
            let codec = avcodec_find_decoder(parameters.pointee.codec_id)
        else { throw Decoder.refusal(path, "codec \(stream.codec) is not among those that may be decoded") }
        guard let context = avcodec_alloc_context3(codec), let frame = av_frame_alloc() else {
            throw VideoError("avcodec_alloc_context3", path: path, code: ffmpeg_error(ENOMEM))
        }
        raw = context
        self.frame = frame
        avcodec_parameters_to_context(context, parameters)
        Decoder.configure(context, limits: container.limits)
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "codec_whitelist", container.limits.codecs.joined(separator: ","), 0)
        // Unless told to give up, the JPEG decoder returns broken pictures as if intact; their missing parts contain
        // whatever the buffer held before.
        let isPicture = parameters.pointee.codec_id == AV_CODEC_ID_MJPEG
        av_dict_set(&options, "err_detect", isPicture ? "crccheck+bitstream+explode" : "crccheck+bitstream", 0)
        let code = avcodec_open2(context, codec, &options)
        guard code >= 0 else { throw VideoError("avcodec_open2", path: path, code: code) }
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&frame)
        var raw: UnsafeMutablePointer<AVCodecContext>? = raw
        avcodec_free_context(&raw)
    }

    /// Decodes one packet and lends every frame completed so far, in presentation order.
    ///
    /// `pts` replaces the container's presentation time; nil keeps it.
    package func decode(
        _ packet: borrowing Packet, presentedAt pts: Int64?, _ body: (borrowing Frame) throws -> Void
    ) throws -> Outcome {
        let pointer = packet.raw
        if let pts { pointer.pointee.pts = pts }
        // The caller drops pictures hidden by an edit list, based on their time: the index counts every picture.
        pointer.pointee.flags &= ~AV_PKT_FLAG_DISCARD
        _ = VideoLog.takeLastLine()
        let sent = avcodec_send_packet(raw, pointer)
        let received = try receive(body)
        try requireMemory("avcodec_send_packet", sent)
        if sent < 0 { return .damaged(VideoError("avcodec_send_packet", path: path, code: sent).text) }
        return received
    }

    /// Lends the frames still held by the decoder at the end of the footage. No packets can be decoded afterwards.
    package func finish(_ body: (borrowing Frame) throws -> Void) throws -> Outcome {
        avcodec_send_packet(raw, nil)
        return try receive(body)
    }

    private func receive(_ body: (borrowing Frame) throws -> Void) throws -> Outcome {
        while true {
            let code = avcodec_receive_frame(raw, frame)
            if code == ffmpeg_error(EAGAIN) || code == ffmpeg_error_eof() { return .accepted }
            try requireMemory("avcodec_receive_frame", code)
            guard code >= 0 else {
                return .damaged(VideoError("avcodec_receive_frame", path: path, code: code).text)
            }
            defer { av_frame_unref(frame) }
            try body(Frame(frame, narrowing: narrowing, path: path))
        }
    }

    /// Throws if memory ran out: this process's memory limit must not decide what counts as damage.
    private func requireMemory(_ operation: String, _ code: Int32) throws(VideoError) {
        guard code != ffmpeg_error(ENOMEM) else { throw VideoError(operation, path: path, code: code) }
    }

    private static func configure(_ context: UnsafeMutablePointer<AVCodecContext>, limits: VideoLimits) {
        context.pointee.thread_count = 1
        context.pointee.max_pixels = limits.maximumPixels
        context.pointee.idct_algo = FF_IDCT_SIMPLE
        // Without UNALIGNED, a crop on the left would be rounded to the CPU's vector width.
        context.pointee.flags |= AV_CODEC_FLAG_BITEXACT | Int32(AV_CODEC_FLAG_UNALIGNED)
        // Otherwise the H.264 decoder withholds pictures before or at a keyframe that is not an IDR picture and, when
        // drained, even intact ones. Incomplete pictures are marked.
        context.pointee.flags |= Int32(AV_CODEC_FLAG_OUTPUT_CORRUPT)
        // Otherwise streams that do not state their reorder depth lose pictures while the decoder guesses it.
        context.pointee.strict_std_compliance = FF_COMPLIANCE_STRICT
    }

    private static func refusal(_ path: String, _ text: String) -> VideoError {
        VideoError(operation: "open decoder", path: path, code: ffmpeg_error(ENOTSUP), text: text)
    }
}
