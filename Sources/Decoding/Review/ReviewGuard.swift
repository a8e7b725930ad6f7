package import Sandbox

/// The walls around the child process that reviews a chunk, and the watch over it.
package struct ReviewGuard: Sendable {
    /// Default: prefer.
    package var policy = SandboxPolicy.prefer
    /// Whom the child becomes when root starts it. Default: nobody.
    package var account = SandboxAccount.nobody
    /// Bytes of memory beyond the program itself. Default: 2 GiB.
    package var memory: Int64 = 2 << 30
    /// How long a child may give no sign of life. Default: 60 s.
    package var silence: Duration = .seconds(60)
    /// How often a child may take the length of its footage. Default: 10 times.
    package var timeFactor = 10
    /// Time that every child has, however short its footage. Default: 10 min.
    package var leastTime: Duration = .seconds(600)
    /// Layers to leave out, as if the kernel had none: for tests.
    package var without: Set<SandboxLayer> = []

    package init() {}

    /// - Parameter footage: microseconds that the child may have to decode.
    func limits(footage: Int64) -> ChildLimits {
        let time = max(leastTime, .microseconds(footage) * timeFactor)
        return ChildLimits(time: time, silence: silence, memory: memory)
    }

    /// - Parameter descriptors: how many the child is given, its standard ones included.
    package func lock(descriptors: Int = 3, footage: Int64 = 0) -> SandboxLock {
        let time = limits(footage: footage).time ?? leastTime
        return SandboxLock(
            policy: policy, account: account,
            // Address space is taken in larger pieces than it is used; how much is used is watched from outside.
            memory: memory + memory / 2, processorTime: time.components.seconds, descriptors: descriptors,
            without: without)
    }
}
