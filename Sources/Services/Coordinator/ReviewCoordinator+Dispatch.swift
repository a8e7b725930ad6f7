import Logging
import Telemetry
import WorkLedger
import WorkQueue

/// Sending tickets, and looking at those that the broker put aside.
extension ReviewCoordinator {
    /// Until the coordinator stops: publishing waits for a broker that is away, so it keeps nothing else waiting.
    func dispatchLoop() async {
        while !isStopping, !Task.isCancelled {
            var pause = configuration.round
            do {
                // As long as whole windows of tickets are taken at once, waiting would only keep workers waiting.
                if let leadership, try await dispatch(under: leadership) >= configuration.window / 2 { pause /= 10 }
            } catch {
                if !Task.isCancelled {
                    logger.warning("cannot publish tickets", metadata: .facts([.error: "\(error)"]))
                }
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Answers how many tickets it sent.
    private func dispatch(under leadership: Leadership) async throws -> Int {
        let outcome = try await spending(\.dispatching) { try await dispatcher.dispatch(under: leadership) }
        let tickets = outcome.taken
        cost.tickets += tickets
        await repair(after: outcome)
        if tickets > 0 { await wake() }
        try await lookIntoQuarantine(under: leadership)
        return tickets
    }

    /// A broker that refuses whatever it is given has queues without a leader: they are made anew on the next
    /// connection.
    private func repair(after outcome: TicketDispatcher.Outcome) async {
        guard outcome.refused > 0, outcome.taken == 0 else {
            if outcome.taken > 0 { refusedSince = nil }
            return
        }
        let since = refusedSince ?? .now
        refusedSince = since
        guard ContinuousClock.now - since > .seconds(10) else { return }
        refusedSince = nil
        logger.warning("the broker refuses all tickets: connecting anew, to repair its queues")
        await dispatcher.publisher.reconnect()
    }

    /// Workers that found nothing ask ever more seldom; those that are busy need no hint.
    private func wake() async {
        let now = ContinuousClock.now
        defer { lastTickets = now }
        if let lastTickets, now - lastTickets < .seconds(1) { return }
        // Whoever misses it asks by itself within a second.
        try? await hints?.broadcast(Hint(.wake))
    }

    private func lookIntoQuarantine(under leadership: Leadership) async throws {
        guard let quarantine, ContinuousClock.now >= nextLook else { return }
        nextLook = .now + .seconds(1)
        try await quarantine.look(under: leadership)
    }
}
