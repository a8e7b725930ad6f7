/// A lossless first-in, first-out queue of luma planes, each stored as its difference from the one before.
///
/// Most of a fixed camera's picture does not change from frame to frame, so planes shrink to a fifth of their size or
/// less. Differences are stored in blocks of 32 pixels, with 0, 2, 4 or 8 bits each depending on the largest. Memory is
/// allocated in segments that are reused: once the tape has reached its working length, appending a plane allocates
/// nothing.
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

    /// Oldest first. `head` is the index of the oldest record still in use; `dropped` counts the segments removed so
    /// far.
    private var segments: [Segment] = []
    private var dropped = 0
    private var spare: [[UInt8]] = []
    private var records: [Record] = []
    private var head = 0
    /// The last plane written and the last one read; the next of each is stored as a difference from it.
    private var written = LumaPlane(width: 1, height: 1)
    private var read = LumaPlane(width: 1, height: 1)

    private static let segmentSize = 1 << 20

    package init() {}

    package var count: Int { records.count - head }
    package var isEmpty: Bool { count == 0 }
    /// Width and height of the oldest plane.
    package var firstSize: (width: Int, height: Int)? { isEmpty ? nil : (records[head].width, records[head].height) }
    /// Bytes allocated for planes not yet read.
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

    /// Removes and returns the oldest plane. Its storage is shared with the tape; keeping it past the next removal
    /// forces a copy.
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
