import CSandbox
import Foundation

/// The locks that a child process puts on itself before it reads its first untrusted byte.
///
/// Applied in the child rather than between fork and exec, because loading the program needs what the locks forbid. The
/// process must be single-threaded: Landlock restricts only the calling thread.
package struct SandboxLock: Codable, Sendable {
    package var policy: SandboxPolicy
    /// The user to which root switches.
    package var account: SandboxAccount
    /// Bytes of memory allowed on top of what the process holds when it locks itself.
    package var memory: Int64
    /// Processor time in seconds.
    package var processorTime: Int64
    /// Number of descriptors passed to the process; it may open one more.
    package var descriptors: Int
    /// The process whose end also ends this one.
    package var parent: Int32
    /// Layers to omit, as if the kernel lacked them. For tests.
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

    /// Returns the lock encoded as one command-line argument.
    package func encoded() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    package init(encoded text: String) throws {
        self = try JSONDecoder().decode(SandboxLock.self, from: Data(text.utf8))
    }

    /// Applies every layer that the policy asks for and the kernel supports, and tests that they hold.
    ///
    /// - Parameter whenFiltered: runs before the last filter, while a forbidden call merely fails; also runs if no
    ///   locks are applied.
    /// - Throws: `SandboxIncomplete` if a layer required by the policy is missing.
    package func apply(whenFiltered: () -> Void = {}) throws -> SandboxReport {
        guard policy != .off else {
            whenFiltered()
            return SandboxReport(
                entries: SandboxLayer.allCases.map { .init($0, holds: false, detail: "switched off") })
        }
        var report = SandboxReport()
        // Read these before the locks close `/proc`.
        let (threads, addressSpace) = (ProcessState.threads, ProcessState.addressSpace)
        // Volunteer as the OOM killer's first victim. Failure is ignored: the kernel then chooses.
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
            // Landlock restricts only the calling thread.
            threads == 1 ? csandbox_landlock() : EBUSY
        }
    }

    private func limit(_ addressSpace: Int64) -> Int32 {
        let steps = [
            csandbox_limit_processor(UInt64(max(1, processorTime))),
            csandbox_limit_memory(UInt64(max(0, addressSpace + memory))),
            // One spare descriptor; otherwise the self-test would fail for lack of a descriptor and prove nothing.
            csandbox_limit_files(UInt64(descriptors + 1)),
            // This has no effect on root, which the user layer has already dropped.
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
