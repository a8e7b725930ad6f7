import Foundation
import Sandbox
import TestSupport
import Testing

/// Tests the locks of a real child process one by one.
@Suite(.timeLimit(.minutes(10)))
struct SandboxLockTests {
    private func trial(_ policy: SandboxPolicy, without: Set<SandboxLayer> = []) async throws -> SandboxTrial {
        try await SandboxTrial.run(
            SandboxLock(policy: policy, without: without), executable: RelectureExecutable.path)
    }

    @Test func everyLayerHoldsAndNothingForbiddenWorks() async throws {
        let trial = try await trial(.require)
        #expect(trial.report.isComplete, "\(trial.report.summary)")
        #expect(
            trial.report.entries.map(\.layer).sorted { $0.rawValue < $1.rawValue }
                == SandboxLayer.allCases.sorted { $0.rawValue < $1.rawValue })
        let tried = trial.attempts.map(\.what)
        #expect(
            tried == [
                "open", "write", "socket", "connect", "fork", "trace", "signal", "executable-memory", "core-dump",
                "exec",
            ])
        for attempt in trial.attempts { #expect(!attempt.worked, "\(attempt.what)") }
    }

    /// Without this, the test above would pass where the attempts fail for other reasons.
    @Test func withoutLocksTheSameAttemptsWork() async throws {
        let trial = try await trial(.off)
        #expect(trial.report.entries.allSatisfy { !$0.holds })
        for what in ["open", "write", "socket", "connect", "fork", "executable-memory", "exec"] {
            #expect(trial.attempts.first { $0.what == what }?.worked == true, "\(what)")
        }
    }

    /// Each lock holds without the others.
    @Test(arguments: [
        (Set([SandboxLayer.seccomp]), ["open", "write"]),
        (Set([.landlock]), ["open", "write", "socket", "fork", "trace"]),
    ])
    func oneLayerIsEnoughForWhatItGuards(without: Set<SandboxLayer>, guarded: [String]) async throws {
        let trial = try await trial(.prefer, without: without)
        #expect(trial.report.missing.map(\.layer).contains(without.first!))
        for attempt in trial.attempts where guarded.contains(attempt.what) {
            #expect(!attempt.worked, "\(attempt.what)")
        }
    }

    @Test func theSelfTestNoticesThatNothingHolds() async throws {
        let trial = try await trial(.prefer, without: [.seccomp, .landlock])
        #expect(trial.report.missing.map(\.layer).contains(.selfTest), "\(trial.report.summary)")
        #expect(trial.attempts.first { $0.what == "open" }?.worked == true)
    }

    @Test(arguments: [SandboxLayer.noNewPrivileges, .user, .limits, .isolation, .landlock, .seccomp])
    func whatRequiresEveryLayerDoesNotGoOnWithoutOne(layer: SandboxLayer) async throws {
        let failure = await #expect(throws: ChildProcess.Failure.self) { try await trial(.require, without: [layer]) }
        guard case .exited(_, let words)? = failure else {
            Issue.record("not an exit: \(String(describing: failure))")
            return
        }
        #expect(words.contains(layer.rawValue) && words.contains("RELECTURE_SANDBOX"), "\(words)")
    }

    @Test func whatPrefersEveryLayerGoesOnAndTellsWhatIsMissing() async throws {
        let report = try await trial(.prefer, without: [.landlock]).report
        #expect(report.missing.map(\.layer) == [.landlock])
        #expect(report.summary.contains("missing: landlock"))
    }

    @Test(.enabled(if: geteuid() == 0)) func rootBecomesSomebodyElse() async throws {
        let report = try await trial(.require).report
        let user = try #require(report.entries.first { $0.layer == .user })
        #expect(user.holds && user.detail == "user 65534")
    }
}
