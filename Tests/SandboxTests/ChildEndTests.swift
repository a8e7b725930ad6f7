import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChildEndTests {
    private static let cases: [(SandboxMischief, Duration?, ChildEnd)] = [
        (.crash, nil, .signal("SIGSEGV")), (.loop, .seconds(2), .hang("silence")), (.exit, nil, .other("exit 9")),
    ]

    @Test(arguments: cases)
    func whatItUsedTellsHowItEnded(mischief: SandboxMischief, silence: Duration?, expected: ChildEnd) async throws {
        let lock = SandboxLock(policy: .prefer, memory: 1 << 30, processorTime: 60)
        let child = ChildProcess(
            executable: RelectureExecutable.path,
            arguments: ["sandbox-trial", "--mischief", mischief.rawValue, "--lock", try lock.encoded()])
        let usage = Mutex<ChildUsage?>(nil)
        await #expect(throws: ChildProcess.Failure.self) {
            try await child.run(input: [], limits: ChildLimits(silence: silence)) { used in
                usage.withLock { $0 = used }
            } onMessage: { _ in
            }
        }
        #expect(usage.withLock { ChildEnd($0) } == expected)
    }

    @Test func hangsAreToldFromBombsAndFromCrashes() {
        func end(_ change: (inout ChildUsage) -> Void) -> ChildEnd {
            var usage = ChildUsage()
            change(&usage)
            return ChildEnd(usage)
        }
        // The parent kills a child that exceeds a limit, so the signal comes from the parent.
        for limit in [ChildProcess.Failure.Limit.time, .silence, .processorTime] {
            #expect(end { ($0.limit, $0.signal) = (limit, 9) } == .hang(limit.rawValue))
        }
        #expect(end { ($0.limit, $0.signal) = (.memory, 9) } == .other("memory"))
        #expect(end { $0.signal = 6 } == .signal("SIGABRT"))
        #expect(end { $0.signal = 42 } == .signal("signal 42"))
        #expect(end { $0.exitCode = 0 } == .other("no answer") && ChildEnd(nil) == .other("no answer"))
    }
}
