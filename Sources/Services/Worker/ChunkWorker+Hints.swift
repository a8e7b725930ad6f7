import Logging
import WorkLedger
import WorkQueue

extension ChunkWorker {
    /// Handles hints. They only save time: without them the same happens at the next renewal.
    func listen(to hints: ControlChannel) async {
        while !Task.isCancelled {
            do {
                try await hints.open()
                while let hint = try await hints.nextHint() { take(hint) }
                try? await Task.sleep(for: .milliseconds(100))
            } catch {
                logger.debug("cannot receive hints", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func take(_ hint: Hint) {
        switch hint.kind {
        case .wake:
            work.ring()
            // The waiting work needs its slot.
            if busy >= configuration.slots { dropCheck() }
        case .cancel, .pause: news.ring()
        case .drain where hint.node == nil || hint.node == identity.name: news.ring()
        case .drain: break
        }
    }
}
