import CFFmpeg

/// One coded picture from the container; the packet is reused.
package struct Packet: ~Copyable {
    let raw: UnsafeMutablePointer<AVPacket>

    package init() {
        guard let raw = av_packet_alloc() else { preconditionFailure("no memory for a packet of libav") }
        self.raw = raw
    }

    deinit {
        var raw: UnsafeMutablePointer<AVPacket>? = raw
        av_packet_free(&raw)
    }

    package var streamIndex: Int { Int(raw.pointee.stream_index) }
    /// In raw ticks of the stream's time base; nil if neither container nor parser knows it.
    package var pts: Int64? { timestamp(raw.pointee.pts) }
    package var dts: Int64? { timestamp(raw.pointee.dts) }
    /// In ticks; nil if unknown.
    package var duration: Int64? { raw.pointee.duration > 0 ? raw.pointee.duration : nil }
    /// Byte offset in the file.
    package var position: Int64? { raw.pointee.pos >= 0 ? raw.pointee.pos : nil }
    package var size: Int { Int(raw.pointee.size) }
    package var isKeyframe: Bool { raw.pointee.flags & AV_PKT_FLAG_KEY != 0 }
    /// Whether the container itself reports missing or wrong bytes.
    package var isCorrupt: Bool { raw.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 }
    /// Whether an MPEG-4 part 2 packet holds two pictures ("packed" B-pictures in AVI): more than one VOP start code.
    ///
    /// Source: ISO/IEC 14496-2, 6.2.1.
    package var holdsTwoPictures: Bool {
        guard let data = raw.pointee.data, size >= 8 else { return false }
        var found = 0
        var place = 0
        while place + 3 < size {
            if data[place + 2] > 1 {
                place += 3
            } else if data[place] == 0, data[place + 1] == 0, data[place + 2] == 1 {
                if data[place + 3] == 0xB6 { found += 1 }
                if found == 2 { return true }
                place += 3
            } else {
                place += 1
            }
        }
        return false
    }
    /// Whether an edit list hides this picture; others may need it for decoding.
    package var isHidden: Bool { raw.pointee.flags & AV_PKT_FLAG_DISCARD != 0 }
}

/// Maps libav's "no timestamp" to nil.
func timestamp(_ value: Int64) -> Int64? {
    value == ffmpeg_no_timestamp() ? nil : value
}
