package import Requisitions
package import Sandbox
package import WorkLedger

/// Why an attempt at a chunk failed, and whether another may succeed. The worker itself is healthy.
package struct ReviewFailure: Error, Sendable, CustomStringConvertible {
    package let kind: FailureKind
    /// Stable code for programs.
    package let reason: String
    /// One line for people.
    package let description: String
    /// Resource usage of the child process, if there was one.
    package var usage = ChildUsage()

    package init(_ kind: FailureKind, _ reason: String, _ description: String) {
        self.kind = kind
        self.reason = reason
        self.description = description
    }

    /// Classifies an error seen by the parent: the file is blamed for what the child did, but not for server errors.
    package init(_ error: any Error) {
        switch error {
        case let failure as ReviewFailure: self = failure
        case let failure as ChildProcess.Failure:
            self.init(failure.kind, failure.reason, failure.description)
        case is MessageFraming.TooLong: self.init(.poison, "broken-output", String(describing: error))
        case ReviewError.noFootage: self.init(.permanent, "no-footage", String(describing: error))
        case ReviewError.outOfScope: self.init(.permanent, "out-of-scope", String(describing: error))
        case let error as RequisitionError: self.init(.permanent, "out-of-scope", error.description)
        default: self.init(.transient, "error", String(describing: error))
        }
    }
}

extension ChildProcess.Failure {
    fileprivate var kind: FailureKind {
        switch self {
        // Killed from outside, or because other processes used up the machine's memory: not caused by the chunk.
        case .notStarted, .signalled(9, _), .overLimit(.machineMemory, _): .transient
        case .exited, .signalled, .overLimit, .brokenOutput: .poison
        }
    }

    fileprivate var reason: String {
        switch self {
        case .notStarted: "not-started"
        case .signalled(9, _): "killed"
        case .signalled(31, _): "sandbox-violation"
        case .signalled: "crash"
        case .exited: "exit"
        case .brokenOutput: "broken-output"
        case .overLimit(.machineMemory, _): "oom"
        case .overLimit(let limit, _): limit.rawValue
        }
    }
}

/// Why a chunk could not be reviewed at all. Damaged pictures are not an error.
package enum ReviewError: Error, CustomStringConvertible {
    case damagedAssignment(String)
    case fileChanged(String)
    case noFootage
    case outOfScope(RequisitionID)

    package var description: String {
        switch self {
        case .damagedAssignment(let text): "the chunk's assignment cannot be read: \(text)"
        case .noFootage:
            "the catalogue no longer holds footage in scope for this chunk"
        case .outOfScope(let id):
            "requisition \(id) does not cover the chunk's camera and time: no file was opened"
        case .fileChanged(let path):
            "\(path) does not contain the packets that its frame index lists: it changed since it was imported"
        }
    }
}
