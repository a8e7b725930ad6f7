extension VideoWriter {
    /// Codecs the writer can use.
    package enum Codec: String, Sendable, CaseIterable {
        case h264
        case mpeg4
        case mjpeg

        /// libavcodec's name of the encoder.
        var encoderName: String {
            switch self {
            case .h264: "libx264"
            case .mpeg4: "mpeg4"
            case .mjpeg: "mjpeg"
            }
        }
    }

    /// How the encoder controls quality.
    package enum Quality: Sendable {
        /// Constant quality, 0 (best) to 51 on H.264's scale; other codecs use their nearest quantiser.
        case constant(Int)
        /// Bits per second.
        case bitRate(Int64)
    }

    /// Where an mp4 file keeps its index; other containers ignore it.
    package enum IndexPlacement: Sendable {
        /// After the pictures, as most recorders do: a truncated file cannot be read.
        case atEnd
        case atStart
    }

    /// How to write a file. The file name's extension selects the container (mp4, mov, mkv, avi, ts, h264).
    package struct Settings: Sendable {
        /// In pixels, at least 1 x 1. H.264 writes odd sizes as 4:4:4, because odd sizes do not exist in 4:2:0.
        package var width: Int
        package var height: Int
        /// Candidates, of which the first that this libavcodec can encode is used. Default: H.264, then MPEG-4.
        ///
        /// MJPEG is skipped for MPEG transport streams, which cannot carry it.
        package var codecs: [Codec] = [.h264, .mpeg4]
        /// One tick of the `pts` passed to `write` lasts `numerator / denominator` seconds. Default: 1/12000.
        ///
        /// Containers round to their own clock: mkv to 1 ms, avi to whole frame durations, mpegts to 1/90000 s. MPEG-4
        /// rejects denominators above 65535.
        package var timeBaseNumerator: Int32 = 1
        package var timeBaseDenominator: Int32 = 12_000
        /// The usual display time of a picture, and always that of the last one, in ticks. Default: 480 (25 fps).
        package var frameDuration: Int64 = 480
        /// Maximum pictures from one keyframe to the next. Default: 50.
        package var keyframeInterval: Int = 50
        /// Consecutive B-pictures; MJPEG has none. Default: 0.
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
