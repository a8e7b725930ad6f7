import CFFmpeg

extension Container {
    /// The position of a keyframe from an earlier read of the same file. Either number may be missing.
    package struct SeekPoint: Sendable, Equatable {
        package let dts: Int64?
        package let position: Int64?

        package init(dts: Int64?, position: Int64?) {
            self.dts = dts
            self.position = position
        }
    }

    /// Seeks to a keyframe or somewhat before it, never past it; the caller reads on to the packet.
    ///
    /// Formats without an index (MPEG-TS, raw H.264 and HEVC) seek by byte, the others by time.
    package func seek(to point: SeekPoint) throws(VideoError) {
        let code: Int32
        if prefersBytes, let position = point.position {
            code = av_seek_frame(raw, -1, position, AVSEEK_FLAG_BYTE)
        } else if let dts = point.dts, let stream = videoStream {
            code = av_seek_frame(raw, Int32(stream.index), dts, AVSEEK_FLAG_BACKWARD)
        } else {
            return try rewind()
        }
        if code < 0 { try rewind() }
    }

    /// Seeks to the first packet of the file.
    package func rewind() throws(VideoError) {
        let stream = Int32(videoStream?.index ?? -1)
        if prefersBytes {
            let code = av_seek_frame(raw, -1, 0, AVSEEK_FLAG_BYTE)
            guard code >= 0 else { throw VideoError("av_seek_frame", path: path, code: code) }
            return
        }
        // Before any first picture, yet far enough from Int64.min for the demuxers' own offsets.
        if av_seek_frame(raw, stream, -(1 << 40), AVSEEK_FLAG_BACKWARD) >= 0 { return }
        // Some demuxers reject times before their first picture.
        let code = av_seek_frame(raw, stream, videoStream?.startTime ?? 0, AVSEEK_FLAG_BACKWARD)
        guard code >= 0 else { throw VideoError("av_seek_frame", path: path, code: code) }
    }

    private var prefersBytes: Bool { assemblesPackets }

    /// Whether packets are assembled from a byte stream while reading. Damage before a packet may then affect it,
    /// unless reading began with it.
    package var assemblesPackets: Bool { ["mpegts", "h264", "hevc"].contains(formatName) }

    /// Whether the container states presentation times; AVI and raw streams only have an order.
    package var statesPresentationTimes: Bool { !["avi", "h264", "hevc"].contains(formatName) }

    /// Whether the header claims a duration, which the readable part may fall short of.
    package var claimsDuration: Bool {
        formatName.hasPrefix("mov") || formatName.hasPrefix("matroska") || formatName == "avi"
    }
}
