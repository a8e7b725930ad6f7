package import Sandbox

/// The sandbox and limits of the child process that reviews a chunk.
package struct ReviewGuard: Sendable {
    /// Default: prefer.
    package var policy = SandboxPolicy.prefer
    /// The system account that the child switches to when started by root. Default: nobody.
    package var account = SandboxAccount.nobody
    /// Memory limit in bytes, not counting the program itself. Default: 2 GiB.
    package var memory: Int64 = 2 << 30
    /// How long a child may go without a sign of life. Default: 60 s.
    package var silence: Duration = .seconds(60)
    /// Time limit as a multiple of the duration of the footage. Default: 10.
    package var timeFactor = 10
    /// Minimum time limit, however short the footage. Default: 10 min.
    package var leastTime: Duration = .seconds(600)
    /// Sandbox layers to omit, as if the kernel lacked them; for tests.
    package var without: Set<SandboxLayer> = []

    package init() {}

    /// Returns the limits that the parent enforces on the child.
    ///
    /// - Parameter footage: Microseconds of footage that the child may have to decode.
    func limits(footage: Int64) -> ChildLimits {
        let time = max(leastTime, .microseconds(footage) * timeFactor)
        return ChildLimits(time: time, silence: silence, memory: memory)
    }

    /// Returns the sandbox that the child applies to itself.
    ///
    /// - Parameter descriptors: Number of descriptors the child receives, including the standard ones.
    package func lock(descriptors: Int = 3, footage: Int64 = 0) -> SandboxLock {
        let time = limits(footage: footage).time ?? leastTime
        return SandboxLock(
            policy: policy, account: account,
            // Processes reserve more address space than they use, so this limit is wider; the parent monitors actual
            // usage.
            memory: memory + memory / 2, processorTime: time.components.seconds, descriptors: descriptors,
            without: without)
    }
}
