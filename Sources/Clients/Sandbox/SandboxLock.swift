import CSandbox
import Foundation

/// The locks that a child process puts on itself before it reads its first untrusted byte.
///
/// Applied in the child, not between fork and exec, because loading the program needs what the locks forbid. The
/// process must have one thread: Landlock binds the calling one only.
package struct SandboxLock: Codable, Sendable {
    package var policy: SandboxPolicy
    /// Whom root becomes.
    package var account: SandboxAccount
    /// Bytes of memory beyond what the process has when it locks itself.
    package var memory: Int64
    /// Seconds of processor time.
    package var processorTime: Int64
    /// How many descriptors the process was given; it gets one more at most.
    package var descriptors: Int
    /// The process that it dies with.
    package var parent: Int32
    /// Layers to leave out, as if the kernel had none: for tests of what happens then.
    package var without: Set<SandboxLayer> = []

    package init(
        policy: SandboxPolicy, account: SandboxAccount = .nobody, memory: Int64 = 2 << 30,
        processorTime: Int64 = 24 * 3_600, descriptors: Int = 3, parent: Int32 = getpid(),
        without: Set<SandboxLayer> = []
    ) {
        self.policy = policy
        self.account = account
        self.memory = memory
        self.processorTime = processorTime
        self.descriptors = descriptors
        self.parent = parent
        self.without = without
    }

    /// As one argument of a command line.
    package func encoded() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    package init(encoded text: String) throws {
        self = try JSONDecoder().decode(SandboxLock.self, from: Data(text.utf8))
    }

    /// Applies every layer that the policy wants and the kernel has, and tries whether they hold.
    ///
    /// - Parameter whenFiltered: runs before the last filter, while a forbidden call still only fails; without locks
    ///   too.
    /// - Throws: `SandboxIncomplete` where the policy requires what is missing.
    package func apply(whenFiltered: () -> Void = {}) throws -> SandboxReport {
        guard policy != .off else {
            whenFiltered()
            return SandboxReport(
                entries: SandboxLayer.allCases.map { .init($0, holds: false, detail: "switched off") })
        }
        var report = SandboxReport()
        // Asked before the locks, which close `/proc`.
        let (threads, addressSpace) = (ProcessState.threads, ProcessState.addressSpace)
        // The first to go where the machine runs out of memory. Without it the kernel chooses.
        _ = csandbox_volunteer_for_oom()
        add(.noNewPrivileges, to: &report) { csandbox_forbid_privileges() }
        add(.user, to: &report, detail: userDetail) { becomeUnprivileged() }
        add(.isolation, to: &report) { [csandbox_hide(), csandbox_die_with(parent)].first { $0 != 0 } ?? 0 }
        lockFiles(&report, threads: threads)
        add(.limits, to: &report, detail: "\(memory >> 20) MiB, \(processorTime) s") { limit(addressSpace) }
        add(.seccomp, to: &report, detail: "system calls by list") { csandbox_filter() }
        testItself(&report)
        whenFiltered()
        if report.entries.contains(where: { $0.layer == .seccomp && $0.holds }) {
            let code = csandbox_filter_fatally()
            if code != 0 { report.add(.seccomp, holds: false, "its second filter: \(SandboxLock.text(code))") }
        }
        csandbox_tell_refusals(1)
        if policy == .require, !report.isComplete { throw SandboxIncomplete(report) }
        return report
    }

    private func add(_ layer: SandboxLayer, to report: inout SandboxReport, detail: String = "on", _ step: () -> Int32)
    {
        guard !without.contains(layer) else { return report.add(layer, holds: false, "not offered by this kernel") }
        let code = step()
        report.add(layer, holds: code == 0, code == 0 ? detail : SandboxLock.text(code))
    }

    private var userDetail: String {
        geteuid() == 0 ? "user \(account.user)" : "user \(geteuid()), the worker's own"
    }

    private func becomeUnprivileged() -> Int32 {
        if geteuid() == 0 {
            let code = csandbox_become(account.user, account.group)
            if code != 0 { return code }
        }
        return csandbox_drop_capabilities()
    }

    private func lockFiles(_ report: inout SandboxReport, threads: Int) {
        let version = csandbox_landlock_version()
        let reach = version >= 4 ? "files and TCP" : "files; TCP by seccomp alone"
        add(.landlock, to: &report, detail: "version \(version): \(reach)") {
            // It binds the calling thread only.
            threads == 1 ? csandbox_landlock() : EBUSY
        }
    }

    private func limit(_ addressSpace: Int64) -> Int32 {
        let steps = [
            csandbox_limit_processor(UInt64(max(1, processorTime))),
            csandbox_limit_memory(UInt64(max(0, addressSpace + memory))),
            // One to spare, or the self-test would fail for want of a descriptor and prove nothing.
            csandbox_limit_files(UInt64(descriptors + 1)),
            // Has no effect for root, whom the user layer has left by now.
            csandbox_limit_processes(),
        ]
        return steps.first { $0 != 0 } ?? 0
    }

    private func testItself(_ report: inout SandboxReport) {
        let opened = csandbox_try_open("/etc/passwd")
        let socket = csandbox_try_socket()
        let worked = [opened == 0 ? "open(\"/etc/passwd\")" : nil, socket == 0 ? "socket()" : nil].compactMap { $0 }
        report.add(
            .selfTest, holds: worked.isEmpty,
            worked.isEmpty ? "no file, no socket" : worked.joined(separator: " and ") + " still worked")
    }

    static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
