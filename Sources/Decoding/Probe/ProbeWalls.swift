package import Sandbox

/// The locks around the process that demuxes a file for import, and the watch over it.
package struct ProbeWalls: Sendable {
    package var policy = SandboxPolicy.prefer
    package var account = SandboxAccount.nobody
    /// Bytes of memory; the index of a day at 25 pictures a second takes some hundred megabytes.
    package var memory: Int64 = 2 << 30
    package var silence: Duration = .seconds(60)
    /// From start to end; nil: as long as there are signs of life, for a file may be large and its disk slow.
    package var time: Duration?
    package var executable = OwnExecutable.path
    package var arguments = ["probe-file"]

    package init(policy: SandboxPolicy = .prefer, account: SandboxAccount = .nobody) {
        self.policy = policy
        self.account = account
    }

    var lock: SandboxLock {
        // Standard input, output and errors, and the file twice.
        SandboxLock(policy: policy, account: account, memory: memory + memory / 2, descriptors: 5)
    }

    var limits: ChildLimits { ChildLimits(time: time, silence: silence, memory: memory) }
}
