import Findings
import Logging
import Operations
import Schema
import Telemetry
import WorkLedger

/// Merges timelines.
extension ReviewCoordinator {
    /// Merges complete cameras at once and the others periodically, so that a running review can be followed in SQL.
    ///
    /// A camera that cannot be merged blocks only its own review and is retried after a pause.
    func merge(under leadership: Leadership) async throws {
        let start = ContinuousClock.now
        let isProvisionalDue = start >= nextProvisionalMerge
        let tasks = try await database.mergeTasks(provisional: isProvisionalDue)
        nextMerges = nextMerges.filter { $0.value > start }
        for task in tasks where nextMerges[MergePlace(task)] == nil {
            do {
                let findings = try await metrics.timing(.merge) {
                    try await merger.findings(review: task.review, camera: task.camera)
                }
                guard try await database.store(findings, of: task, under: leadership) else { return }
            } catch {
                // Errors not specific to one camera abort the round.
                if error is CancellationError || Task.isCancelled || Database.isOutage(error) { throw error }
                noteFailure(of: task, error)
            }
        }
        if isProvisionalDue, !tasks.isEmpty {
            // Provisional merges take at most a tenth of the time: the more there is to merge, the less often.
            let now = ContinuousClock.now
            nextProvisionalMerge = now + max(configuration.provisionalMerge, (now - start) * 10)
        }
    }

    private func noteFailure(of task: MergeTask, _ error: any Error) {
        nextMerges[MergePlace(task)] = .now + configuration.mergePatience
        metrics.countFailedMerge()
        logger.error(
            "cannot merge a camera: its review cannot complete",
            metadata: .facts([.review: "\(task.review)", .camera: "\(task.camera)", .error: "\(error)"]))
    }
}
