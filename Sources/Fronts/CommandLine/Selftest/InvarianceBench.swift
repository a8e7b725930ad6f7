import Coordinator
import Formats
import Operations
import Planning
import Requisitions
import WorkLedger

/// Reviews the same footage again and again and keeps what each review found.
actor InvarianceBench {
    private let reviewing: Reviewing
    private let requisition: RequisitionID
    private let profile: ReviewProfile
    private(set) var trials: [InvarianceTrial] = []

    init(reviewing: Reviewing, requisition: RequisitionID, profile: ReviewProfile) {
        self.reviewing = reviewing
        self.requisition = requisition
        self.profile = profile
    }

    func review(_ length: ChunkLength, workers: Int) async throws {
        let planner = ReviewPlanner(database: reviewing.database)
        let plan = try await planner.plan(requisition, profile: profile, length: length, urgency: .normal)
        let id = try await reviewing.start(plan)
        let summary = try await reviewing.wait(for: id)
        let timeline = try await TimelineReader(database: reviewing.database).timeline(of: id)
        let trial = InvarianceTrial(
            review: id, chunk: length, workers: workers, chunkCount: summary.chunkCount, digest: timeline.digest,
            cameras: timeline.cameras)
        reviewing.progress.note("\(trial.name): \(trial.digest)")
        trials.append(trial)
    }
}
