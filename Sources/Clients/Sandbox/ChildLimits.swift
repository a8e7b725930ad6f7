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
