import Footage
import Planning
import Video

extension PacketReader {
    /// Copies all packets of the index except those that depend on pictures before its first keyframe.
    ///
    /// - Parameter write: Receives the bytes of the new file as they are produced.
    func copy(as form: StreamCopy.Form, write: @escaping (UnsafeRawBufferPointer) -> Void) throws {
        guard let first = index.entries.first else { return }
        let kept = index.entries.indices.filter { index.entries[$0].pts >= first.pts }
        let times = FrameIndex.retimed(kept.map { index.entries[$0].pts }, lastDuration: index.lastDuration)
        let target = try StreamCopy(
            of: container, form: form, numerator: Int32(index.timeBase.numerator),
            denominator: Int32(index.timeBase.denominator), write: write)
        try position(at: 0)
        var next = 0
        for ordinal in index.entries.indices {
            if ordinal > 0 { try advance() }
            guard next < kept.count, kept[next] == ordinal else { continue }
            let time = times[next]
            next += 1
            try target.add(
                packet, pts: time.pts, dts: time.dts, duration: time.duration,
                isKeyframe: index.entries[ordinal].isKeyframe)
        }
        try target.finish()
    }
}
