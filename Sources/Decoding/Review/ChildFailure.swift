import Video
import WorkLedger

/// A child process's own account of its failure. The parent believes it about the file and about nothing else.
struct ChildFailure: Codable, Sendable {
    let kind: FailureKind
    let reason: String
    let text: String

    init(_ kind: FailureKind, _ reason: String, _ text: String) {
        self.kind = kind
        self.reason = reason
        self.text = text
    }

    init(_ error: any Error) {
        let text = String(describing: error)
        switch error {
        case let error as VideoError where error.isOutOfMemory: self.init(.poison, "memory", text)
        case let error as VideoError where error.isOfStorage: self.init(.transient, "storage", text)
        case is VideoError: self.init(.permanent, "refused", text)
        case ReviewError.fileChanged: self.init(.permanent, "changed", text)
        case ReviewError.damagedAssignment: self.init(.permanent, "assignment", text)
        case let failure as ReviewFailure: self.init(failure.kind, failure.reason, failure.description)
        default: self.init(.transient, "error", text)
        }
    }

    var failure: ReviewFailure { ReviewFailure(kind, reason, text) }
}
