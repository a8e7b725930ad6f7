package import Access
import Catalogue
import Chronology
import Footage
package import Formats
package import Journal
package import Planning
import Schema

/// Compares the findings of two reviews: coverage, activity and tracks of each camera.
package struct CompareReviews: Operation {
    package struct Side: Sendable {
        package let timeline: ReviewTimeline
        /// Camera, start and digest of each file.
        package let footage: Set<String>
    }

    package struct Outcome: Sendable {
        package let first: Side
        package let second: Side
        package let cameras: [CameraDifference]

        package var isEqual: Bool { cameras.allSatisfy { $0.first == nil } }
    }

    package let first: ReviewID
    package let second: ReviewID

    package init(_ first: ReviewID, _ second: ReviewID) {
        self.first = first
        self.second = second
    }

    package var act: Act { .reviewDiff }
    package var subject: JournalSubject { .review(first.rawValue) }
    package var detail: String { "with review \(second)" }

    package func run(under permit: Permit) async throws -> Outcome {
        let one = try await side(first, permit.database)
        if second != first {
            // The act must also appear in the journal of the other requisition.
            try await permit.authorise(act, on: .review(second.rawValue))
            try await permit.note(act, on: .review(second.rawValue), detail: "with review \(first)", kind: kind)
        }
        let two = try await side(second, permit.database)
        return Outcome(
            first: one, second: two, cameras: CameraDifference.all(one.timeline.cameras, two.timeline.cameras))
    }

    private func side(_ review: ReviewID, _ database: Database) async throws -> Side {
        let files = try await database.recordings(of: review)
        return Side(
            timeline: try await TimelineReader(database: database).timeline(of: review),
            footage: Set(files.map { "\($0.recording.camera) \($0.recording.start.rfc3339) \($0.recording.digest)" }))
    }
}
