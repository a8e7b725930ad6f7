import CFFmpeg

extension Container {
    /// Where a keyframe lies, as read from the same file before: either number may be missing.
    package struct SeekPoint: Sendable, Equatable {
        package let dts: Int64?
        package let position: Int64?

        package init(dts: Int64?, position: Int64?) {
            self.dts = dts
            self.position = position
        }
    }

    /// Moves to a keyframe or somewhat before it, never behind it: the caller reads on until it meets the packet.
    ///
    /// Streams without an index of their own (MPEG-TS, raw H.264 and HEVC) go to the byte, the others to the time.
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

    /// Moves to the first packet of the file.
    package func rewind() throws(VideoError) {
        let stream = Int32(videoStream?.index ?? -1)
        if prefersBytes {
            let code = av_seek_frame(raw, -1, 0, AVSEEK_FLAG_BYTE)
            guard code >= 0 else { throw VideoError("av_seek_frame", path: path, code: code) }
            return
        }
        // Before any first picture, yet far enough from the end of the number's range for the demuxers' own offsets.
        if av_seek_frame(raw, stream, -(1 << 40), AVSEEK_FLAG_BACKWARD) >= 0 { return }
        // Some demuxers know nothing before their first picture.
        let code = av_seek_frame(raw, stream, videoStream?.startTime ?? 0, AVSEEK_FLAG_BACKWARD)
        guard code >= 0 else { throw VideoError("av_seek_frame", path: path, code: code) }
    }

    private var prefersBytes: Bool { assemblesPackets }

    /// Whether packets are put together from a stream of bytes while reading: damage before a packet may then show in
    /// it, unless reading began with it.
    package var assemblesPackets: Bool { ["mpegts", "h264", "hevc"].contains(formatName) }

    /// Whether the container states when a picture is shown; AVI and raw streams only have an order.
    package var statesPresentationTimes: Bool { !["avi", "h264", "hevc"].contains(formatName) }

    /// Whether the header claims a length, which what can be read may fall short of.
    package var claimsDuration: Bool {
        formatName.hasPrefix("mov") || formatName.hasPrefix("matroska") || formatName == "avi"
    }
}
