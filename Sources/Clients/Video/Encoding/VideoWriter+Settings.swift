extension VideoWriter {
    /// What may be asked of the encoder.
    package enum Codec: String, Sendable, CaseIterable {
        case h264
        case mpeg4
        case mjpeg

        /// The name libavcodec knows the encoder by.
        var encoderName: String {
            switch self {
            case .h264: "libx264"
            case .mpeg4: "mpeg4"
            case .mjpeg: "mjpeg"
            }
        }
    }

    package enum Quality: Sendable {
        /// Constant quality, 0 (best) to 51 on H.264's scale; the other codecs get the nearest quantiser of theirs.
        case constant(Int)
        /// Bits per second.
        case bitRate(Int64)
    }

    /// Where an mp4 file keeps its index; the other containers ignore it.
    package enum IndexPlacement: Sendable {
        /// Behind the pictures, as most recorders write it: without its end the file cannot be read.
        case atEnd
        case atStart
    }

    /// How a file is written; the container follows from the file name's extension (mp4, mov, mkv, avi, ts, h264).
    package struct Settings: Sendable {
        /// In pixels, at least 1 x 1. Odd sizes are written as 4:4:4 by H.264, which has no odd 4:2:0.
        package var width: Int
        package var height: Int
        /// The first of these that this libavcodec can encode is used. Default: H.264, then MPEG-4.
        ///
        /// MJPEG is passed over for an MPEG transport stream, which has no place for it.
        package var codecs: [Codec] = [.h264, .mpeg4]
        /// One tick of the `pts` given to `write` lasts `numerator / denominator` seconds. Default: 1/12000.
        ///
        /// Containers round to their own clock: mkv to 1 ms, avi to whole frame durations, mpegts to 1/90000 s. MPEG-4
        /// refuses denominators above 65535.
        package var timeBaseNumerator: Int32 = 1
        package var timeBaseDenominator: Int32 = 12_000
        /// How long a picture is usually shown, and the last one always, in ticks. Default: 480 (25 a second).
        package var frameDuration: Int64 = 480
        /// Pictures from one keyframe to the next at most. Default: 50.
        package var keyframeInterval: Int = 50
        /// B-pictures in a row; MJPEG has none. Default: 0.
        package var bFrames: Int = 0
        /// Default: constant 23.
        package var quality: Quality = .constant(23)
        /// Default: at the end.
        package var indexPlacement: IndexPlacement = .atEnd
        /// RFC 3339 time for the container's `creation_time`. Default: none.
        package var creationTime: String?

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }
}
