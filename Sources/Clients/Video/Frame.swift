import CFFmpeg

/// A decoded picture, lent for the duration of a closure; the decoder owns its memory.
package struct Frame: ~Copyable {
    /// The lent luma plane: rows of `width` bytes, `stride` bytes apart.
    package struct Luma {
        package let pixels: UnsafeRawBufferPointer
        package let stride: Int
        package let width: Int
        package let height: Int
    }

    let raw: UnsafeMutablePointer<AVFrame>
    private let narrowing: LumaNarrowing
    let path: String

    init(_ raw: UnsafeMutablePointer<AVFrame>, narrowing: LumaNarrowing, path: String) {
        self.raw = raw
        self.narrowing = narrowing
        self.path = path
    }

    /// The presentation time passed with the packet, or else the container's.
    package var pts: Int64? { timestamp(raw.pointee.pts) }
    /// The width of this picture, which may differ from the previous one.
    package var width: Int { Int(raw.pointee.width) }
    package var height: Int { Int(raw.pointee.height) }
    package var isKeyframe: Bool { raw.pointee.key_frame != 0 }
    /// Whether parts were missing or wrong and the decoder concealed them.
    package var isDamaged: Bool {
        raw.pointee.decode_error_flags != 0 || raw.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
    }

    /// Lends the luma plane in 8 bits; deeper footage is reduced to its upper 8 bits.
    ///
    /// Throws a `VideoError` for pixel formats without a luma plane.
    package func withLuma<Result>(_ body: (Luma) throws -> Result) throws -> Result {
        guard let descriptor = av_pix_fmt_desc_get(AVPixelFormat(rawValue: raw.pointee.format)),
            hasLuma(descriptor.pointee),
            let plane = raw.pointee.data.0
        else { throw unsupported }
        let component = descriptor.pointee.comp.0
        let stride = Int(raw.pointee.linesize.0)
        guard stride > 0 else { throw unsupported }
        if component.depth == 8, component.step == 1 {
            let bytes = UnsafeRawBufferPointer(start: plane, count: stride * (height - 1) + width)
            return try body(Luma(pixels: bytes, stride: stride, width: width, height: height))
        }
        guard component.depth > 8, component.step == 2, descriptor.pointee.flags & UInt64(AV_PIX_FMT_FLAG_BE) == 0
        else {
            throw unsupported
        }
        let rows = UnsafeRawPointer(plane)
        let shift = Int(component.shift + component.depth - 8)
        return try narrowing.withNarrowed(rows, stride: stride, width: width, height: height, shift: shift) { bytes in
            try body(Luma(pixels: bytes, stride: width, width: width, height: height))
        }
    }

    private func hasLuma(_ descriptor: AVPixFmtDescriptor) -> Bool {
        let refused =
            AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL
            | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER
        let component = descriptor.comp.0
        return descriptor.flags & UInt64(refused) == 0 && component.plane == 0 && component.offset == 0
    }

    private var unsupported: VideoError {
        let name = av_get_pix_fmt_name(AVPixelFormat(rawValue: raw.pointee.format)).map { String(cString: $0) }
        return VideoError(
            operation: "withLuma", path: path, code: ffmpeg_error_invalid_data(),
            text: "pictures of pixel format \(name ?? "unknown") have no luma plane; export the footage as YUV 4:2:0")
    }
}
