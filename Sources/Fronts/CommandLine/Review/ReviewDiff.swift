import ArgumentParser
import Catalogue
import Chronology
import Coordinator
import Footage
import Formats
import Journal
import Operations
import Planning
import Schema
import Timelines
import WorkLedger

struct ReviewDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compares what two reviews found: coverage, activity and tracks of each camera.",
        discussion: """
            Also says whether they were of the same footage with the same profile, which is where different findings come \
            from. Exit status 0 if the findings are equal, 1 if they differ.
            """)

    @Argument(help: "A review's id.")
    var first: String

    @Argument(help: "Another review's id.")
    var second: String

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(
            servers, .consultation, "review diff", on: .review(first), detail: "with review \(second)"
        ) { database in
            let one = try await side(first, database)
            // The other requisition's journal shall tell it too.
            if second != first {
                let reason = try asking.statedReason(nil)
                try await asking.permit("review diff", on: .review(second), database, because: reason)
                try await database.enter(
                    .consultation, "review diff", on: .review(second), by: asking.who, because: reason,
                    detail: "with review \(first)")
            }
            let two = try await side(second, database)
            let cameras = CameraDifference.all(one.timeline.cameras, two.timeline.cameras)
            let isEqual = cameras.allSatisfy { $0.first == nil }
            switch list.format {
            case .json: try StandardOutput.line(json(one, two, cameras, isEqual).text)
            case .table: try StandardOutput.write(table(one, two, cameras, isEqual))
            }
            if !isEqual { throw ExitCode(1) }
        }
    }

    private struct Side {
        let timeline: ReviewTimeline
        /// Camera and digest of each file.
        let footage: Set<String>
    }

    private func side(_ id: String, _ database: Database) async throws -> Side {
        let review = ReviewID(rawValue: id)
        let files = try await database.recordings(of: review)
        return Side(
            timeline: try await TimelineReader(database: database).timeline(of: review),
            footage: Set(files.map { "\($0.recording.camera) \($0.recording.start.rfc3339) \($0.recording.digest)" }))
    }

    private func table(_ one: Side, _ two: Side, _ cameras: [CameraDifference], _ isEqual: Bool) -> String {
        let (a, b) = (one.timeline, two.timeline)
        var text = isEqual ? "the findings are equal\n" : "the findings differ\n"
        let isSameProfile = a.profileDigest == b.profileDigest
        text += "profile  " + (isSameProfile ? "the same" : "\(a.profileDigest), and \(b.profileDigest)")
        let lost = one.footage.subtracting(two.footage).count
        let added = two.footage.subtracting(one.footage).count
        text +=
            "\nfootage  "
            + (lost + added == 0 ? "the same" : "\(lost) files only in the first, \(added) only in the second") + "\n\n"
        var table = TextTable(header: ["CAMERA", "COVERAGE", "ACTIVITY", "TRACKS", "FIRST DIFFERENCE"])
        for camera in cameras {
            let counts = [camera.coverage, camera.activity, camera.tracks].map {
                $0.isEqual ? "equal" : "-\($0.onlyInFirst) +\($0.onlyInSecond)"
            }
            table.append([camera.camera.rawValue] + counts + [camera.first ?? "none"])
        }
        return text + table.text
    }

    private func json(_ one: Side, _ two: Side, _ cameras: [CameraDifference], _ isEqual: Bool) -> CanonicalJSON {
        func counts(_ counts: CameraDifference.Counts) -> CanonicalJSON {
            .object([
                "onlyInFirst": .integer(Int64(counts.onlyInFirst)),
                "onlyInSecond": .integer(Int64(counts.onlyInSecond)),
            ])
        }
        func files(_ names: Set<String>) -> CanonicalJSON { .array(names.sorted().map { .string($0) }) }
        return .object([
            "reviews": .array([.string(first), .string(second)]), "equal": .bool(isEqual),
            "profiles": .array([.string(one.timeline.profileDigest), .string(two.timeline.profileDigest)]),
            "sameProfile": .bool(one.timeline.profileDigest == two.timeline.profileDigest),
            "sameFootage": .bool(one.footage == two.footage),
            "footageOnlyInFirst": files(one.footage.subtracting(two.footage)),
            "footageOnlyInSecond": files(two.footage.subtracting(one.footage)),
            "cameras": .array(
                cameras.map { camera in
                    .object([
                        "camera": .string(camera.camera.rawValue), "equal": .bool(camera.first == nil),
                        "coverage": counts(camera.coverage), "activity": counts(camera.activity),
                        "tracks": counts(camera.tracks), "first": CanonicalJSON.optional(camera.first),
                    ])
                }),
        ])
    }
}
