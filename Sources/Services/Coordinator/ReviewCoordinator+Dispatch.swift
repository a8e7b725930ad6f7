import Logging
import Telemetry
import WorkLedger
import WorkQueue

/// Sends tickets and handles those that the broker quarantined.
extension ReviewCoordinator {
    /// Runs until the coordinator stops. A loop of its own, because publishing blocks while the broker is unavailable.
    func dispatchLoop() async {
        while !isStopping, !Task.isCancelled {
            var pause = configuration.round
            do {
                // While full windows are being taken, a pause would only leave workers idle.
                if let leadership, try await dispatch(under: leadership) >= configuration.window / 2 { pause /= 10 }
            } catch {
                if !Task.isCancelled {
                    logger.warning("cannot publish tickets", metadata: .facts([.error: "\(error)"]))
                }
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Returns the number of tickets sent.
    private func dispatch(under leadership: Leadership) async throws -> Int {
        let outcome = try await spending(\.dispatching) { try await dispatcher.dispatch(under: leadership) }
        let tickets = outcome.taken
        cost.tickets += tickets
        await repair(after: outcome)
        if tickets > 0 { await wake() }
        try await lookIntoQuarantine(under: leadership)
        return tickets
    }

    /// Reconnects if the broker keeps refusing every ticket: its queues may have lost their leader, and reconnecting
    /// recreates them.
    private func repair(after outcome: TicketDispatcher.Outcome) async {
        guard outcome.refused > 0, outcome.taken == 0 else {
            if outcome.taken > 0 { refusedSince = nil }
            return
        }
        let since = refusedSince ?? .now
        refusedSince = since
        guard ContinuousClock.now - since > .seconds(10) else { return }
        refusedSince = nil
        logger.warning("the broker refuses all tickets: reconnecting to repair its queues")
        await dispatcher.publisher.reconnect()
    }

    /// Wakes idle workers, whose polling interval grows. Busy workers need no hint.
    private func wake() async {
        let now = ContinuousClock.now
        defer { lastTickets = now }
        if let lastTickets, now - lastTickets < .seconds(1) { return }
        // A worker that misses the hint polls again within a second.
        try? await hints?.broadcast(Hint(.wake))
    }

    private func lookIntoQuarantine(under leadership: Leadership) async throws {
        guard let quarantine, ContinuousClock.now >= nextLook else { return }
        nextLook = .now + .seconds(1)
        try await quarantine.look(under: leadership)
    }
}
