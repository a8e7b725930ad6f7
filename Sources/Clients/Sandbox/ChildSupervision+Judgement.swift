import CSandbox
import Foundation

/// Decides when to kill a child and how to interpret its end.
extension ChildSupervision {
    mutating func check() {
        let now = SuspendingClock.now
        // Do not count time in which this process itself was suspended.
        if now - lastLook > .seconds(5) { lastSign = now }
        guard now - lastLook >= .milliseconds(Int64(ChildSupervision.tick) - 10) else { return }
        lastLook = now
        let memory = ProcessState.memory(of: pid) ?? 0
        usage.peakMemory = max(usage.peakMemory, memory)
        if let most = limits.memory, memory > most { end(.memory) }
        if let most = limits.time, now - started > most { end(.time) }
        if let most = limits.silence, now - lastSign > most { end(.silence) }
    }

    private mutating func end(_ limit: ChildProcess.Failure.Limit) {
        verdict = verdict ?? limit
        kill()
    }

    /// Kills the whole process group. Not to be called after the child has been reaped: its PID may have been reused.
    func kill() {
        if Glibc.kill(-pid, SIGKILL) != 0 { Glibc.kill(pid, SIGKILL) }
    }

    private var text: String { String(decoding: words.suffix(ChildSupervision.kept), as: UTF8.self) }

    var finalUsage: ChildUsage {
        var usage = usage
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        usage.lastLines = lines.suffix(20).map { String($0.prefix(500)) }
        usage.refusals = lines.count { $0.hasPrefix(String(cString: csandbox_refusal_prefix())) }
        usage.processorTime = ending?.processor_microseconds ?? 0
        usage.exitCode = ending.flatMap { $0.signal == 0 ? Int($0.code) : nil }
        usage.signal = ending.flatMap { $0.signal != 0 ? Int($0.signal) : nil }
        usage.limit = verdict ?? (ending?.signal == SIGXCPU ? .processorTime : nil)
        return usage
    }

    func judge() throws {
        if let refusal { throw refusal }
        if bell.isRung { throw CancellationError() }
        if let verdict { throw ChildProcess.Failure.overLimit(verdict, lastWords: text) }
        guard let ending else { return }
        switch ending.signal {
        case 0 where ending.code == 0: break
        case 0: throw ChildProcess.Failure.exited(code: Int(ending.code), lastWords: text)
        case SIGXCPU: throw ChildProcess.Failure.overLimit(.processorTime, lastWords: text)
        case SIGKILL where ProcessState.memoryKills > memoryKills:
            throw ChildProcess.Failure.overLimit(.machineMemory, lastWords: text)
        case let signal: throw ChildProcess.Failure.signalled(Int(signal), lastWords: text)
        }
        guard framing.isAtBoundary else {
            throw ChildProcess.Failure.brokenOutput("the child process ended within a message")
        }
    }
}
