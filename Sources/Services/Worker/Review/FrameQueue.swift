import Analysis
import ChunkPlanning

/// Reduced frames that wait until the plate of their cell can be made, first in, first out.
struct FrameQueue {
    private var tape = PlaneTape()
    /// Those before `head` have left.
    private var frames: [(frame: ScheduledFrame, width: Int, height: Int)] = []
    private var head = 0

    var isEmpty: Bool { tape.isEmpty }
    /// Bytes taken by the frames that wait.
    var byteCount: Int { tape.byteCount }
    /// The oldest frame and the size of its plane.
    var first: (frame: ScheduledFrame, width: Int, height: Int)? { isEmpty ? nil : frames[head] }

    mutating func append(_ plane: LumaPlane, _ frame: ScheduledFrame) {
        tape.append(plane)
        frames.append((frame, plane.width, plane.height))
    }

    mutating func removeFirst() -> (plane: LumaPlane, frame: ScheduledFrame) {
        let frame = frames[head].frame
        head += 1
        if 2 * head >= frames.count {
            frames.removeSubrange(..<head)
            head = 0
        }
        return (tape.removeFirst(), frame)
    }
}
