/// What is known of an attempt that failed.
package struct FailureEvidence: Sendable, Equatable {
    package let kind: FailureKind
    /// A word that stays, for programs: `crash`, `time`, `memory`, `wrong-file`, `missing` and others.
    package let reason: String
    /// One line for people.
    package let detail: String
    package var exitCode: Int?
    package var signal: Int?
    /// The last lines that the child process wrote.
    package var log: [String] = []
    /// Microseconds of footage reviewed when it failed.
    package var done: Int64 = 0
    /// Bytes of memory that the child process held at most; 0 where there was none.
    package var peakMemory: Int64 = 0
    /// Microseconds.
    package var processorTime: Int64 = 0
    /// SHA-256 of the files that were being read, as imported.
    package var files: [String] = []

    package init(_ kind: FailureKind, reason: String, detail: String) {
        self.kind = kind
        self.reason = reason
        self.detail = detail
    }
}
