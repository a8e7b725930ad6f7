/// Limits at which a child process is killed by its parent.
package struct ChildLimits: Sendable {
    /// Wall-clock time from start to end.
    package var time: Duration?
    /// Longest time without a message from the child.
    package var silence: Duration?
    /// Resident memory in bytes.
    package var memory: Int64?

    package init(time: Duration? = nil, silence: Duration? = nil, memory: Int64? = nil) {
        self.time = time
        self.silence = silence
        self.memory = memory
    }
}

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
