/// What a child process used, and what it was refused.
package struct ChildUsage: Sendable, Equatable {
    /// Microseconds.
    package var processorTime: Int64 = 0
    /// Bytes of memory that it was seen to hold at most.
    package var peakMemory: Int64 = 0
    /// System calls that its sandbox refused.
    package var refusals = 0
    /// The last lines that it wrote on standard error.
    package var lastLines: [String] = []
    package var exitCode: Int?
    package var signal: Int?
    /// For which it was ended.
    package var limit: ChildProcess.Failure.Limit?

    package init() {}
}
