import CSandbox
import Foundation

/// Supervises a child from one thread: feeds it, reads its output, and kills it when necessary.
struct ChildSupervision: ~Copyable {
    static let kept = 8_192
    /// How often, in milliseconds, to check memory and, on kernels that cannot signal the end of a process, whether it
    /// has ended. Frequent enough to notice high memory use before the address space is exhausted.
    static let tick: Int32 = 50

    let pid: Int32
    private let watch: Int32
    let bell: ChildBell
    let limits: ChildLimits
    let memoryKills = ProcessState.memoryKills
    let started = SuspendingClock.now
    private var pipes: ChildPipes
    private var input: ArraySlice<UInt8>
    var framing: MessageFraming
    var words: [UInt8] = []
    var usage = ChildUsage()
    var lastSign = SuspendingClock.now
    var lastLook = SuspendingClock.now
    /// The limit for which this process killed it.
    var verdict: ChildProcess.Failure.Limit?
    var refusal: (any Error)?
    var ending: csandbox_ending?

    /// Runs a child to its end on the calling thread.
    static func run(
        start: ([Int32]) throws -> Int32, input: [UInt8], bell: ChildBell, limits: ChildLimits,
        framing: MessageFraming, onUsage: (ChildUsage) -> Void,
        onMessage: (MessageFraming.Message) throws -> Void
    ) throws {
        var pipes = try ChildPipes()
        let pid = try start(pipes.childs)
        pipes.closeChilds()
        var supervision = ChildSupervision(pid, pipes, input: input, bell: bell, limits: limits, framing: framing)
        supervision.loop(onMessage)
        onUsage(supervision.finalUsage)
        try supervision.judge()
    }

    private init(
        _ pid: Int32, _ pipes: consuming ChildPipes, input: [UInt8], bell: ChildBell, limits: ChildLimits,
        framing: MessageFraming
    ) {
        self.pid = pid
        self.pipes = pipes
        self.input = input[...]
        self.bell = bell
        self.limits = limits
        self.framing = framing
        watch = csandbox_watch(pid)
        if input.isEmpty { self.pipes.close(0) }
    }

    deinit {
        if watch >= 0 { close(watch) }
    }

    private mutating func loop(_ onMessage: (MessageFraming.Message) throws -> Void) {
        while true {
            let isOver = ending != nil
            let heard = wait(isOver ? 0 : ChildSupervision.tick, onMessage)
            // Read what it wrote before it ended. Do not wait for the end of the pipes: a grandchild may keep them open
            // forever.
            if isOver, !heard { return }
            if ending == nil { reap() }
            if ending == nil { check() }
        }
    }

    /// Waits for an event and handles it. Returns whether the child sent anything.
    private mutating func wait(_ patience: Int32, _ onMessage: (MessageFraming.Message) throws -> Void) -> Bool {
        let ends = pipes.parents
        var polled = [
            pollfd(fd: ends[0], events: Int16(POLLOUT), revents: 0),
            pollfd(fd: ends[1], events: Int16(POLLIN), revents: 0),
            pollfd(fd: ends[2], events: Int16(POLLIN), revents: 0),
            pollfd(fd: ending == nil ? watch : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.isRung ? -1 : bell.number, events: Int16(POLLIN), revents: 0),
        ]
        let happened = poll(&polled, nfds_t(polled.count), patience)
        // Check even without an event: once rung, the bell is no longer polled.
        if bell.isRung, ending == nil { kill() }
        guard happened > 0 else { return false }
        if polled[0].revents != 0 { feed() }
        var heard = false
        if polled[1].revents != 0 { heard = hear(onMessage) || heard }
        if polled[2].revents != 0 { heard = hearWords() || heard }
        return heard
    }

    private mutating func feed() {
        let sent = input.withUnsafeBytes { write(pipes.parents[0], $0.baseAddress, min($0.count, 1 << 16)) }
        if sent > 0 { input = input.dropFirst(sent) }
        // A child that dies early breaks the pipe; its exit status explains more.
        if sent < 0, errno != EAGAIN, errno != EINTR { input = [] }
        if input.isEmpty { pipes.close(0) }
    }

    private mutating func hear(_ onMessage: (MessageFraming.Message) throws -> Void) -> Bool {
        guard let bytes = receive(1) else { return false }
        lastSign = .now
        guard refusal == nil else { return true }
        do {
            for message in try framing.append(bytes) { try onMessage(message) }
        } catch {
            refusal = error
            kill()
        }
        return true
    }

    private mutating func hearWords() -> Bool {
        guard let bytes = receive(2) else { return false }
        words += bytes
        if words.count > 2 * ChildSupervision.kept { words.removeFirst(words.count - ChildSupervision.kept) }
        return true
    }

    /// Returns the next bytes of a pipe, or closes it at its end and returns nil.
    private mutating func receive(_ number: Int) -> [UInt8]? {
        let end = pipes.parents[number]
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            filled = max(0, read(end, buffer.baseAddress, buffer.count))
        }
        if bytes.isEmpty { pipes.close(number) }
        return bytes.isEmpty ? nil : bytes
    }

    private mutating func reap() {
        var found = csandbox_ending()
        if csandbox_reap(pid, &found) != 0 { ending = found }
    }
}
