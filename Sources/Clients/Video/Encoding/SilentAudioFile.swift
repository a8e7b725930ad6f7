import CFFmpeg

/// Writes a file with a sound track and no pictures, as some recorders export for a camera that was dark.
package enum SilentAudioFile {
    private static let sampleRate: Int32 = 16_000

    /// Writes AAC in the container given by the extension.
    package static func write(path: String, seconds: Int) throws(VideoError) {
        guard let encoder = avcodec_find_encoder(AV_CODEC_ID_AAC) else {
            throw VideoError("avcodec_find_encoder", path: path, code: relecture_encode_not_found())
        }
        let resources = EncoderResources(path: path)
        _ = try resources.openFormat()
        let context = try resources.openCodec(encoder)
        context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        context.pointee.sample_rate = sampleRate
        context.pointee.time_base = AVRational(num: 1, den: sampleRate)
        context.pointee.bit_rate = 24_000
        av_channel_layout_default(&context.pointee.ch_layout, 1)
        try resources.check(avcodec_open2(context, encoder, nil), "avcodec_open2")
        var options: OpaquePointer?
        try resources.begin(options: &options)
        av_dict_free(&options)
        let frame = try silence(context, resources)
        let length = Int64(context.pointee.frame_size)
        for start in stride(from: Int64(0), to: Int64(seconds) * Int64(sampleRate), by: Int(length)) {
            frame.pointee.pts = start
            try resources.encode(frame, packetDuration: nil)
        }
        try resources.end(packetDuration: nil)
    }

    private static func silence(
        _ context: UnsafeMutablePointer<AVCodecContext>, _ resources: EncoderResources
    ) throws(VideoError) -> UnsafeMutablePointer<AVFrame> {
        let frame = try resources.require(av_frame_alloc(), "av_frame_alloc")
        resources.frame = frame
        frame.pointee.format = context.pointee.sample_fmt.rawValue
        frame.pointee.nb_samples = context.pointee.frame_size
        frame.pointee.sample_rate = sampleRate
        try resources.check(
            av_channel_layout_copy(&frame.pointee.ch_layout, &context.pointee.ch_layout), "av_channel_layout_copy")
        try resources.check(av_frame_get_buffer(frame, 0), "av_frame_get_buffer")
        try resources.check(
            av_samples_set_silence(
                frame.pointee.extended_data, 0, context.pointee.frame_size, 1, context.pointee.sample_fmt),
            "av_samples_set_silence")
        return frame
    }
}
