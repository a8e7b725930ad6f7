import Logging
import Telemetry
import WorkLedger

/// Takes lost chunks back in a loop of its own, so that a dead worker's chunks wait for its lease but not for a merge.
extension ReviewCoordinator {
    /// Runs until the coordinator stops.
    func rescueLoop() async {
        while !isStopping, !Task.isCancelled {
            do {
                if let leadership { try await spending(\.rescuing) { try await rescue(under: leadership) } }
            } catch {
                if !Task.isCancelled {
                    metrics.countFailedRound()
                    logger.warning("cannot take chunks back", metadata: .facts([.error: "\(error)"]))
                }
            }
            try? await Task.sleep(for: configuration.round)
        }
    }

    private func rescue(under leadership: Leadership) async throws {
        let lost = try await database.rescue(maximumAttempts: configuration.maximumAttempts, under: leadership)
        metrics.countExpiries(lost.count)
        for chunk in lost {
            logger.warning("took a chunk back from a silent worker", metadata: .facts(chunk.facts))
        }
        let ended = try await database.endStuckSessions(silentFor: .seconds(30), under: leadership)
        if ended > 0 { logger.warning("ended sessions of silent workers", metadata: .facts([.count: "\(ended)"])) }
        guard let factor = configuration.stragglerFactor, ContinuousClock.now >= nextStragglers else { return }
        nextStragglers = .now + .seconds(5)
        for chunk in try await database.takeBackStragglers(from: factor, under: leadership) {
            logger.warning("took a chunk back from a slow worker", metadata: .facts([.chunk: "\(chunk)"]))
        }
    }
}

extension LostChunk {
    fileprivate var facts: [LogKey: Logger.MetadataValue] {
        [
            .review: "\(review)", .chunk: "\(chunk)", .epoch: "\(epoch)", .worker: "\(owner)",
            .outcome: "\(outcome)",
        ]
    }
}
