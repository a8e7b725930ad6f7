/// The resources a child process used, and the system calls it was refused.
package struct ChildUsage: Sendable, Equatable {
    /// In microseconds.
    package var processorTime: Int64 = 0
    /// Highest observed memory in bytes.
    package var peakMemory: Int64 = 0
    /// Number of system calls refused by its sandbox.
    package var refusals = 0
    /// Its last lines on standard error.
    package var lastLines: [String] = []
    package var exitCode: Int?
    package var signal: Int?
    /// The limit for which it was killed.
    package var limit: ChildProcess.Failure.Limit?

    package init() {}
}
