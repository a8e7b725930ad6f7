import Logging
import Telemetry
import WorkLedger

/// Acquires and renews the leadership lease.
extension ReviewCoordinator {
    /// Acquires, renews or loses leadership, and returns the current state.
    ///
    /// A failed call does not end leadership, because no one else can lead before the lease ends; once it ends,
    /// leadership is given up.
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
                    "coordinator lost leadership: it could not renew its lease",
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

    /// Renews the lease while a round lasts: a merge may outlast it.
    func keepLeading(_ leadership: Leadership) async {
        while (try? await Task.sleep(for: configuration.lease / 3)) != nil {
            do {
                // Writes of a replaced leader are fenced off by the term.
                guard try await lead() == leadership else { return }
            } catch {
                logger.debug("cannot renew leadership", metadata: .facts([.error: "\(error)"]))
            }
        }
    }
}
