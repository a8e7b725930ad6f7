import Foundation
import Sandbox
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChildProcessTests {
    init() {
        // As the product does at startup: writing to a dead child must not kill its parent.
        signal(SIGPIPE, SIG_IGN)
    }

    @Test func messagesArriveInOrder() async throws {
        let script = #"printf '\001\000\000\000\002ab\002\000\000\000\000\003\000\000\000\001c'"#
        #expect(
            try await run(script) == [
                .init(kind: 1, payload: Array("ab".utf8)), .init(kind: 2, payload: []), .init(kind: 3, payload: [99]),
            ])
    }

    @Test func largeInputAndOutputDoNotWaitForEachOther() async throws {
        let payload = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let message = MessageFraming.Message(kind: 9, payload: payload)
        #expect(try await run("cat", input: message.framed) == [message])
    }

    @Test func anExitStatusIsAFailureWithTheLastWords() async {
        let failure = await failure(of: "echo first >&2; echo the last words >&2; exit 7", input: [])
        guard case .exited(7, _) = failure else {
            Issue.record("not an exit with status 7: \(String(describing: failure))")
            return
        }
        #expect(failure?.description == "the child process failed with exit status 7: the last words")
    }

    @Test func aSignalIsAFailure() async {
        let failure = await failure(of: "kill -SEGV $$", input: [])
        guard case .signalled(Int(SIGSEGV), _) = failure else {
            Issue.record("not killed by the signal: \(String(describing: failure))")
            return
        }
    }

    @Test func aChildThatDiesBeforeItHasReadItsInputTellsHow() async {
        let failure = await failure(of: "exit 3", input: [UInt8](repeating: 1, count: 4_000_000))
        guard case .exited(3, _) = failure else {
            Issue.record("not an exit with status 3: \(String(describing: failure))")
            return
        }
    }

    @Test func outputThatEndsWithinAMessageIsBroken() async {
        let failure = await failure(of: #"printf '\001\000\000\000\011abc'"#, input: [])
        guard case .brokenOutput = failure else {
            Issue.record("not reported as malformed output: \(String(describing: failure))")
            return
        }
    }

    @Test func aMessageBeyondTheLimitEndsTheRun() async {
        await #expect(throws: MessageFraming.TooLong.self) {
            try await child(#"printf '\001\000\000\020\001'; exec sleep 600"#, limit: 4_096).run(input: []) { _ in }
        }
    }

    @Test func aTalkativeChildStillDelivers() async throws {
        let script = #"head -c 3000000 /dev/zero | tr '\0' 'x' >&2; printf '\001\000\000\000\001y'"#
        #expect(try await run(script) == [.init(kind: 1, payload: Array("y".utf8))])
    }

    @Test func cancellationKillsTheChildAtOnce() async throws {
        let (pids, sent) = AsyncStream<pid_t>.makeStream()
        let task = Task {
            try await child(Self.tellsItsPid + "; trap '' TERM INT HUP; exec sleep 600").run(input: []) { message in
                if let pid = pid_t(String(decoding: message.payload, as: UTF8.self)) { sent.yield(pid) }
            }
        }
        let pid = try #require(await pids.first { _ in true })
        #expect(kill(pid, 0) == 0, "the child runs")
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(kill(pid, 0) == -1 && errno == ESRCH, "the child is gone")
    }

    @Test func aReaderThatThrowsEndsTheChild() async throws {
        struct Enough: Error {}
        let seen = Mutex<pid_t?>(nil)
        await #expect(throws: Enough.self) {
            try await child(Self.tellsItsPid + "; exec sleep 600").run(input: []) { message in
                seen.withLock { $0 = pid_t(String(decoding: message.payload, as: UTF8.self)) }
                throw Enough()
            }
        }
        let pid = try #require(seen.withLock { $0 })
        #expect(kill(pid, 0) == -1 && errno == ESRCH, "the child is gone")
    }

    @Test func aProgramThatIsNotThereIsAnError() async {
        await #expect(throws: (any Error).self) {
            try await ChildProcess(executable: "/nonexistent/relecture", arguments: []).run(input: []) { _ in }
        }
    }

    private static let tellsItsPid = #"printf '\001\000\000\000\010%08d' $$"#

    private func child(_ script: String, limit: Int = 1 << 30) -> ChildProcess {
        ChildProcess(executable: "/bin/sh", arguments: ["-c", script], messageLimit: limit)
    }

    private func run(_ script: String, input: [UInt8] = []) async throws -> [MessageFraming.Message] {
        let messages = Mutex<[MessageFraming.Message]>([])
        try await child(script).run(input: input) { message in messages.withLock { $0.append(message) } }
        return messages.withLock { $0 }
    }

    private func failure(of script: String, input: [UInt8]) async -> ChildProcess.Failure? {
        await #expect(throws: ChildProcess.Failure.self) { try await child(script).run(input: input) { _ in } }
    }
}
