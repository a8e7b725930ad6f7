/// Planes of luma in a row, first in, first out, each kept as its difference to the one before, without loss.
///
/// Most of a fixed camera's picture does not change from frame to frame: planes take a fifth of their size or less. In
/// blocks of 32 pixels the differences are stored in 0, 2, 4 or 8 bits each, whatever the largest of them needs. Memory
/// is taken in segments that are used again, so that a plane allocates nothing once the tape has reached its length.
package struct PlaneTape: Sendable {
    private struct Segment: Sendable {
        var bytes: [UInt8]
        var end = 0
    }

    private struct Record: Sendable {
        let width: Int
        let height: Int
        let segment: Int
        let start: Int
    }

    /// Oldest first. `head` is the place of the oldest that is still in use, `dropped` counts those before it.
    private var segments: [Segment] = []
    private var dropped = 0
    private var spare: [[UInt8]] = []
    private var records: [Record] = []
    private var head = 0
    /// The last plane written, and the last one read: what the next one of each differs from.
    private var written = LumaPlane(width: 1, height: 1)
    private var read = LumaPlane(width: 1, height: 1)

    private static let segmentSize = 1 << 20

    package init() {}

    package var count: Int { records.count - head }
    package var isEmpty: Bool { count == 0 }
    /// Width and height of the oldest plane.
    package var firstSize: (width: Int, height: Int)? { isEmpty ? nil : (records[head].width, records[head].height) }
    /// Bytes taken by planes that were not read yet.
    package var byteCount: Int { segments.reduce(0) { $0 + $1.bytes.count } }

    package mutating func append(_ plane: LumaPlane) {
        let (width, height) = (plane.width, plane.height)
        if written.width != width || written.height != height { written = LumaPlane(width: width, height: height) }
        let worst = PlaneDifference.worstCase(pixels: width * height)
        if segments.isEmpty || segments[segments.count - 1].bytes.count - segments[segments.count - 1].end < worst {
            let size = max(PlaneTape.segmentSize, 4 * worst)
            let place = spare.lastIndex { $0.count >= size }
            segments.append(
                Segment(bytes: place.map { spare.remove(at: $0) } ?? [UInt8](repeating: 0, count: size)))
        }
        let last = segments.count - 1
        let start = segments[last].end
        segments[last].end += segments[last].bytes.withUnsafeMutableBytes { bytes in
            PlaneDifference.write(
                plane, against: &written, to: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
        }
        records.append(Record(width: width, height: height, segment: dropped + last, start: start))
    }

    /// Removes the oldest plane. It is shared with the tape: keep it no longer than to the next removal, or it is
    /// copied.
    package mutating func removeFirst() -> LumaPlane {
        precondition(!isEmpty, "the tape holds a plane")
        let record = records[head]
        if read.width != record.width || read.height != record.height {
            read = LumaPlane(width: record.width, height: record.height)
        }
        segments[record.segment - dropped].bytes.withUnsafeBytes { bytes in
            PlaneDifference.apply(UnsafeRawBufferPointer(rebasing: bytes[record.start...]), to: &read)
        }
        head += 1
        if 2 * head >= records.count {
            records.removeSubrange(..<head)
            head = 0
        }
        let current = isEmpty ? dropped + segments.count : records[head].segment
        while dropped < current {
            spare.append(segments.removeFirst().bytes)
            dropped += 1
        }
        return read
    }
}
