import Logging
import Storage
import Telemetry
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
                if !Task.isCancelled { logger.warning("cannot publish tickets", metadata: .facts([.error: "\(error)"])) }
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Answers how many tickets it sent.
    private func dispatch(under leadership: Leadership) async throws -> Int {
        let tickets = try await spending(\.dispatching) { try await dispatcher.dispatch(under: leadership) }
        cost.tickets += tickets
        if tickets > 0 { await wake() }
        try await lookIntoQuarantine(under: leadership)
        return tickets
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
