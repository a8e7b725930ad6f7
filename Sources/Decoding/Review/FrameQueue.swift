import Analysis
import Planning

/// Reduced frames that wait until the background of their cell can be made, first in, first out.
struct FrameQueue {
    private var tape = PlaneTape()
    /// Those before `head` have left.
    private var frames: [ScheduledFrame] = []
    private var head = 0

    var isEmpty: Bool { tape.isEmpty }
    /// Bytes taken by the frames that wait.
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
