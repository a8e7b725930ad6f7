import Logging
import Telemetry
import WorkLedger

/// Holding the lease of leadership.
extension ReviewCoordinator {
    /// Becomes, stays or ceases to be the leader, and tells which.
    ///
    /// A call that fails takes nothing away, for nobody else can lead before the lease ends; from then on it is held no
    /// more.
    func lead() async throws -> Leadership? {
        let asked = ContinuousClock.now
        do {
            let current = try await database.lead(as: name, lease: configuration.lease)
            if current != leadership, let current {
                logger.info(
                    "coordinator leads", metadata: .facts([.coordinator: "\(name)", .term: "\(current.term)"]))
            }
            leadsUntil = asked + configuration.lease
            tell(current)
            return current
        } catch {
            if leadership != nil, ContinuousClock.now >= leadsUntil {
                logger.warning(
                    "coordinator leads no more: it could not renew its lease",
                    metadata: .facts([.coordinator: "\(name)", .error: "\(error)"]))
                tell(nil)
            }
            throw error
        }
    }

    private func tell(_ current: Leadership?) {
        leadership = current
        metrics.tell(term: current?.term)
    }

    /// Renews the lease while a round lasts: a merge may take longer than it does.
    func keepLeading(_ leadership: Leadership) async {
        while (try? await Task.sleep(for: configuration.lease / 3)) != nil {
            do {
                // Whoever is replaced is fenced off by the term.
                guard try await lead() == leadership else { return }
            } catch {
                logger.debug("cannot renew the leadership", metadata: .facts([.error: "\(error)"]))
            }
        }
    }
}
