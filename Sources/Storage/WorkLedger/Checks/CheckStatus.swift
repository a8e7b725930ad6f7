/// How far a check of a review is.
package struct CheckStatus: Hashable, Sendable {
    package enum State: String, Sendable {
        case waiting, running, done, failed
    }

    /// The chunk that is reviewed once more, and the attempt that it is compared with; nil: a labelled clip.
    package let chunk: Int64?
    package let epoch: Int?
    package let state: State
    /// Why the last attempt came to nothing; empty where none did.
    package let failure: String
}
