import Analysis
import ChunkPlanning

/// Reduced frames that wait until the plate of their cell can be made, first in, first out.
///
/// Planes are used again, so that a frame allocates nothing once the queue has reached its length.
struct FrameQueue {
    struct Entry {
        let frame: ScheduledFrame
        var plane: LumaPlane
    }

    /// Slots that were taken out before `head` hold nothing; they are dropped when they are half of all.
    private var entries: [Entry?] = []
    private var head = 0
    private var spare: [LumaPlane] = []
    /// Bytes of luma that wait.
    private(set) var byteCount = 0

    var first: Entry? { head < entries.count ? entries[head] : nil }

    /// A plane to fill, of any size.
    mutating func takeSpare() -> LumaPlane {
        spare.popLast() ?? LumaPlane(width: 1, height: 1)
    }

    mutating func append(_ plane: consuming LumaPlane, _ frame: ScheduledFrame) {
        byteCount += plane.pixels.count
        entries.append(Entry(frame: frame, plane: plane))
    }

    /// Lends the oldest frame and removes it.
    mutating func removeFirst(_ use: (borrowing Entry) -> Void) {
        guard let entry = entries[head].take() else { return }
        head += 1
        byteCount -= entry.plane.pixels.count
        if 2 * head >= entries.count {
            entries.removeSubrange(..<head)
            head = 0
        }
        use(entry)
        spare.append(entry.plane)
    }
}
