/// What is known of a failed attempt.
package struct FailureEvidence: Sendable, Equatable {
    package let kind: FailureKind
    /// A stable code for programs: `crash`, `time`, `memory`, `wrong-file`, `missing` and others.
    package let reason: String
    /// One line for people.
    package let detail: String
    package var exitCode: Int?
    package var signal: Int?
    /// The last lines of the child process's output.
    package var log: [String] = []
    /// Microseconds of footage reviewed before the failure.
    package var done: Int64 = 0
    /// Peak memory of the child process, in bytes; 0 if there was none.
    package var peakMemory: Int64 = 0
    /// In microseconds.
    package var processorTime: Int64 = 0
    /// SHA-256 of the files being read, as imported.
    package var files: [String] = []

    package init(_ kind: FailureKind, reason: String, detail: String) {
        self.kind = kind
        self.reason = reason
        self.detail = detail
    }
}
