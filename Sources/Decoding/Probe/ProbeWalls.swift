package import Sandbox

/// The sandbox and limits of the process that demuxes a file for import.
package struct ProbeWalls: Sendable {
    package var policy = SandboxPolicy.prefer
    package var account = SandboxAccount.nobody
    /// Memory limit in bytes. The index of a day at 25 pictures a second takes several hundred megabytes.
    package var memory: Int64 = 2 << 30
    package var silence: Duration = .seconds(60)
    /// Time limit from start to end; nil for none as long as the child shows signs of life, since files may be large
    /// and disks slow.
    package var time: Duration?
    package var executable = OwnExecutable.path
    package var arguments = ["probe-file"]

    package init(policy: SandboxPolicy = .prefer, account: SandboxAccount = .nobody) {
        self.policy = policy
        self.account = account
    }

    var lock: SandboxLock {
        // Standard input, output and error, and the file twice.
        SandboxLock(policy: policy, account: account, memory: memory + memory / 2, descriptors: 5)
    }

    var limits: ChildLimits { ChildLimits(time: time, silence: silence, memory: memory) }
}
