import CFFmpeg

/// Encodes luma planes into a video file, one picture at a time.
///
/// Synchronous and confined to one thread. The same settings and pictures give the same bytes: one encoder thread, no
/// version strings, no added dates. Without `finish`, the file is left as by a recorder that lost power.
package final class VideoWriter {
    package let settings: Settings
    /// The codec in use: the first in the settings' list that this libavcodec can encode.
    package let codec: Codec
    private let resources: EncoderResources
    private var isFinished = false

    package init(path: String, settings: Settings) throws(VideoError) {
        let (codec, encoder) = try VideoWriter.encoder(for: settings, path: path)
        let resources = EncoderResources(path: path)
        _ = try resources.openFormat()
        let context = try resources.openCodec(encoder)
        VideoWriter.configure(context, codec: codec, settings: settings)
        try resources.check(avcodec_open2(context, encoder, nil), "avcodec_open2")
        var options = try VideoWriter.muxerOptions(resources, settings)
        defer { av_dict_free(&options) }
        try resources.begin(options: &options)
        resources.frame = try VideoWriter.neutralFrame(context, resources)
        self.settings = settings
        self.codec = codec
        self.resources = resources
    }

    /// Encodes one picture without colour; `luma` is `width * height` bytes, row by row, without padding.
    ///
    /// `pts` is in ticks of the settings' time base and increases from call to call; the steps may vary.
    package func write(luma: [UInt8], pts: Int64) throws(VideoError) {
        try write(luma: luma, chroma: nil, pts: pts)
    }

    /// Encodes one picture with colour, given as two planes of `ceil(width / 2) * ceil(height / 2)` bytes each.
    package func write(luma: [UInt8], cb: [UInt8], cr: [UInt8], pts: Int64) throws(VideoError) {
        try write(luma: luma, chroma: (cb, cr), pts: pts)
    }

    /// Writes the pictures still in the encoder and the file trailer. Nothing can be written afterwards.
    package func finish() throws(VideoError) {
        precondition(!isFinished, "a file is finished once")
        isFinished = true
        try resources.end(packetDuration: settings.frameDuration)
    }

    private func write(luma: [UInt8], chroma: (cb: [UInt8], cr: [UInt8])?, pts: Int64) throws(VideoError) {
        precondition(!isFinished, "pictures come before the end of the file")
        guard let frame = resources.frame else { preconditionFailure("a writer has a frame from its first moment") }
        // The encoder may still reference the previous picture's buffers.
        try resources.check(av_frame_make_writable(frame), "av_frame_make_writable")
        let width = settings.width
        let height = settings.height
        precondition(luma.count == width * height, "a plane of luma has width x height bytes")
        VideoWriter.copy(luma, width: width, height: height, to: frame.pointee.data.0, frame.pointee.linesize.0)
        if let chroma {
            let isHalved = frame.pointee.format != AV_PIX_FMT_YUV444P.rawValue
            precondition(isHalved, "colour can be given to pictures of even size only")
            let (width, height) = ((width + 1) / 2, (height + 1) / 2)
            precondition(chroma.cb.count == width * height && chroma.cr.count == width * height, "4:2:0 planes")
            VideoWriter.copy(
                chroma.cb, width: width, height: height, to: frame.pointee.data.1, frame.pointee.linesize.1)
            VideoWriter.copy(
                chroma.cr, width: width, height: height, to: frame.pointee.data.2, frame.pointee.linesize.2)
        }
        frame.pointee.pts = pts
        try resources.encode(frame, packetDuration: settings.frameDuration)
    }

    private static func copy(
        _ plane: [UInt8], width: Int, height: Int, to target: UnsafeMutablePointer<UInt8>?, _ stride: Int32
    ) {
        guard let target else { preconditionFailure("a frame has the planes of its format") }
        plane.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            for row in 0..<height {
                (target + row * Int(stride)).update(from: base + row * width, count: width)
            }
        }
    }
}
