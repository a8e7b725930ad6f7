import Synchronization

/// Holds a child's result, passed from its thread to the waiting task.
final class Answers: Sendable {
    private let kept = Mutex<SandboxTrial?>(nil)

    func keep(_ trial: SandboxTrial) { kept.withLock { $0 = trial } }

    var last: SandboxTrial? { kept.withLock { $0 } }
}
