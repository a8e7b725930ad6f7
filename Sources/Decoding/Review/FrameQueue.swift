import Analysis
import Planning

/// A first-in, first-out queue of reduced frames waiting for the background of their cell.
struct FrameQueue {
    private var tape = PlaneTape()
    /// Entries before `head` are already removed.
    private var frames: [ScheduledFrame] = []
    private var head = 0

    var isEmpty: Bool { tape.isEmpty }
    /// Bytes used by the queued frames.
    var byteCount: Int { tape.byteCount }
    /// The oldest frame and the size of its plane.
    var first: (frame: ScheduledFrame, size: (width: Int, height: Int))? { tape.firstSize.map { (frames[head], $0) } }

    mutating func append(_ plane: LumaPlane, _ frame: ScheduledFrame) {
        tape.append(plane)
        frames.append(frame)
    }

    mutating func removeFirst() -> (plane: LumaPlane, frame: ScheduledFrame) {
        let frame = frames[head]
        head += 1
        if 2 * head >= frames.count {
            frames.removeSubrange(..<head)
            head = 0
        }
        return (tape.removeFirst(), frame)
    }
}
