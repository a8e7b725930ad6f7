/// When a child process is ended by the one that started it, whatever it is doing.
package struct ChildLimits: Sendable {
    /// From start to end.
    package var time: Duration?
    /// Without a message from the child.
    package var silence: Duration?
    /// Bytes of memory.
    package var memory: Int64?

    package init(time: Duration? = nil, silence: Duration? = nil, memory: Int64? = nil) {
        self.time = time
        self.silence = silence
        self.memory = memory
    }
}
