import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

/// How a parent treats a misbehaving child.
@Suite(.timeLimit(.minutes(10)))
struct ChildLimitTests {
    init() {
        signal(SIGPIPE, SIG_IGN)
    }

    private func shell(_ script: String, _ limits: ChildLimits) async -> ChildProcess.Failure? {
        await #expect(throws: ChildProcess.Failure.self) {
            try await ChildProcess(executable: "/bin/sh", arguments: ["-c", script])
                .run(input: [], limits: limits) { _ in }
        }
    }

    private func mischief(
        _ mischief: SandboxMischief, _ limits: ChildLimits = ChildLimits(time: .seconds(30)),
        memory: Int64 = 1 << 30, processorTime: Int64 = 60
    ) async throws -> ChildProcess.Failure? {
        let lock = SandboxLock(policy: .prefer, memory: memory, processorTime: processorTime)
        let child = ChildProcess(
            executable: RelectureExecutable.path,
            arguments: ["sandbox-trial", "--mischief", mischief.rawValue, "--lock", try lock.encoded()])
        return await #expect(throws: ChildProcess.Failure.self) {
            try await child.run(input: [], limits: limits) { _ in }
        }
    }

    @Test func aSilentChildIsEnded() async {
        guard case .overLimit(.silence, _)? = await shell("exec sleep 600", ChildLimits(silence: .milliseconds(300)))
        else {
            Issue.record("not killed for its silence")
            return
        }
    }

    @Test func aTalkingChildIsEndedWhenItsTimeIsOver() async {
        let script = #"while :; do printf '\001\000\000\000\000'; sleep 0.02; done"#
        let limits = ChildLimits(time: .seconds(1), silence: .milliseconds(900))
        guard case .overLimit(.time, _)? = await shell(script, limits) else {
            Issue.record("not killed at its time limit")
            return
        }
    }

    @Test func allOfItsProcessGroupIsEnded() async throws {
        let pid = Mutex<pid_t?>(nil)
        let script = #"sleep 600 & printf '\001\000\000\000\010%08d' $!; wait"#
        await #expect(throws: ChildProcess.Failure.self) {
            try await ChildProcess(executable: "/bin/sh", arguments: ["-c", script])
                .run(input: [], limits: ChildLimits(silence: .milliseconds(300))) { message in
                    pid.withLock { $0 = pid_t(String(decoding: message.payload, as: UTF8.self)) }
                }
        }
        let grandchild = try #require(pid.withLock { $0 })
        // Its new parent may take a moment to reap it.
        try await eventually("the grandchild is gone") {
            kill(grandchild, 0) != 0 || ChildLimitTests.state(of: grandchild) == "Z"
        }
    }

    private static func state(of pid: pid_t) -> String? {
        let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return text?.split(separator: ")").last?.split(separator: " ").first.map(String.init)
    }

    @Test func aCrashIsTold() async throws {
        guard case .signalled(Int(SIGSEGV), _)? = try await mischief(.crash) else {
            Issue.record("not a crash")
            return
        }
    }

    @Test func anEndlessLoopIsEnded() async throws {
        let limits = ChildLimits(time: .seconds(60), silence: .milliseconds(500))
        guard case .overLimit(.silence, _)? = try await mischief(.loop, limits) else {
            Issue.record("not killed for its silence")
            return
        }
    }

    @Test func processorTimeIsLimitedByTheKernelToo() async throws {
        guard case .overLimit(.processorTime, _)? = try await mischief(.loop, processorTime: 1) else {
            Issue.record("not killed at its processor time limit")
            return
        }
    }

    @Test func aChildThatTakesTooMuchMemoryIsEnded() async throws {
        var limits = ChildLimits(time: .seconds(60))
        limits.memory = 150 << 20
        guard case .overLimit(.memory, _)? = try await mischief(.memory, limits, memory: 64 << 30) else {
            Issue.record("not killed at its memory limit")
            return
        }
    }

    @Test func memoryIsLimitedByTheKernelToo() async throws {
        let failure = try await mischief(.memory, memory: 100 << 20)
        guard case .signalled(Int(SIGSEGV), _)? = failure else {
            Issue.record("the request was granted: \(String(describing: failure))")
            return
        }
    }

    @Test(.enabled(if: MemoryGroup.isAvailable, "cannot create a control group here"))
    func aChildThatTheKernelKillsForWantOfMemoryIsToldAsThat() async throws {
        let group = try MemoryGroup(megabytes: 120)
        defer { group.remove() }
        let lock = SandboxLock(policy: .prefer, memory: 64 << 30)
        let script =
            "echo $$ > \(group.processes) && exec \(RelectureExecutable.path) sandbox-trial --mischief memory --lock "
            + "'\(try lock.encoded())'"
        let failure = await shell(script, ChildLimits(time: .seconds(60)))
        guard case .overLimit(.machineMemory, _)? = failure else {
            Issue.record("not reported as out of memory: \(String(describing: failure))")
            return
        }
    }

    @Test(arguments: [SandboxMischief.socket, .exec, .write])
    func aForbiddenCallEndsTheProcess(what: SandboxMischief) async throws {
        guard case .signalled(Int(SIGSYS), _)? = try await mischief(what) else {
            Issue.record("still alive after \(what)")
            return
        }
    }

    @Test func noVariableOfTheParentReachesIt() async throws {
        setenv("RELECTURE_TEST_SECRET", "xyzzy", 1)
        defer { unsetenv("RELECTURE_TEST_SECRET") }
        let failure = await shell("env >&2; exit 1", ChildLimits())
        guard case .exited(1, let words)? = failure else {
            Issue.record("not an exit: \(String(describing: failure))")
            return
        }
        #expect(words.contains("LC_ALL=") && !words.contains("xyzzy"))
    }

    @Test func itHasTheDescriptorsThatItIsGivenAndNoOthers() async throws {
        let given = open("/etc/hostname", O_RDONLY | O_CLOEXEC)
        let kept = open("/etc/passwd", O_RDONLY)
        defer { for descriptor in [given, kept] { close(descriptor) } }
        let failure = await #expect(throws: ChildProcess.Failure.self) {
            try await ChildProcess(
                executable: "/bin/sh", arguments: ["-c", "readlink /proc/$$/fd/3 >&2; echo /proc/$$/fd/* >&2; exit 1"]
            ).run(input: [], descriptors: [given]) { _ in }
        }
        guard case .exited(1, let words)? = failure else {
            Issue.record("not an exit: \(String(describing: failure))")
            return
        }
        let lines = words.split(separator: "\n")
        #expect(lines.first == "/etc/hostname")
        let numbers = try #require(lines.last).split(separator: " ").compactMap { $0.split(separator: "/").last }
        #expect(
            numbers.prefix(4) == ["0", "1", "2", "3"] && !words.contains("passwd") && numbers.count <= 5, "\(words)")
    }
}
