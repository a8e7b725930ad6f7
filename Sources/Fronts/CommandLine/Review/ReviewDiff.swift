import ArgumentParser
import Footage
import Formats
import Operations
import Planning

struct ReviewDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare what two reviews found: coverage, activity and tracks of each camera.",
        discussion: """
            Also reports whether both reviewed the same footage with the same profile: other footage or another \
            profile explains different findings. Exit status 0 if the findings are equal, 1 if they differ.
            """)

    @Argument(help: "The id of one review.")
    var first: String

    @Argument(help: "The id of the other review.")
    var second: String

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let found = try await asking.caller(servers).perform(
            CompareReviews(ReviewID(rawValue: first), ReviewID(rawValue: second)))
        switch list.format {
        case .json: try StandardOutput.line(json(found).text)
        case .table: try StandardOutput.write(table(found))
        }
        if !found.isEqual { throw ExitCode(1) }
    }

    private func table(_ found: CompareReviews.Outcome) -> String {
        let (one, two) = (found.first, found.second)
        let (a, b) = (one.timeline, two.timeline)
        var text = found.isEqual ? "the findings are equal\n" : "the findings differ\n"
        let isSameProfile = a.profileDigest == b.profileDigest
        text += "profile  " + (isSameProfile ? "the same" : "\(a.profileDigest), and \(b.profileDigest)")
        let lost = one.footage.subtracting(two.footage).count
        let added = two.footage.subtracting(one.footage).count
        text +=
            "\nfootage  "
            + (lost + added == 0 ? "the same" : "\(lost) files only in the first, \(added) only in the second") + "\n\n"
        var table = TextTable(header: ["CAMERA", "COVERAGE", "ACTIVITY", "TRACKS", "FIRST DIFFERENCE"])
        for camera in found.cameras {
            let counts = [camera.coverage, camera.activity, camera.tracks].map {
                $0.isEqual ? "equal" : "-\($0.onlyInFirst) +\($0.onlyInSecond)"
            }
            table.append([camera.camera.rawValue] + counts + [camera.first ?? "none"])
        }
        return text + table.text
    }

    private func json(_ found: CompareReviews.Outcome) -> CanonicalJSON {
        let (one, two) = (found.first, found.second)
        func counts(_ counts: CameraDifference.Counts) -> CanonicalJSON {
            .object([
                "onlyInFirst": .integer(Int64(counts.onlyInFirst)),
                "onlyInSecond": .integer(Int64(counts.onlyInSecond)),
            ])
        }
        func files(_ names: Set<String>) -> CanonicalJSON { .array(names.sorted().map { .string($0) }) }
        return .object([
            "reviews": .array([.string(first), .string(second)]), "equal": .bool(found.isEqual),
            "profiles": .array([.string(one.timeline.profileDigest), .string(two.timeline.profileDigest)]),
            "sameProfile": .bool(one.timeline.profileDigest == two.timeline.profileDigest),
            "sameFootage": .bool(one.footage == two.footage),
            "footageOnlyInFirst": files(one.footage.subtracting(two.footage)),
            "footageOnlyInSecond": files(two.footage.subtracting(one.footage)),
            "cameras": .array(
                found.cameras.map { camera in
                    .object([
                        "camera": .string(camera.camera.rawValue), "equal": .bool(camera.first == nil),
                        "coverage": counts(camera.coverage), "activity": counts(camera.activity),
                        "tracks": counts(camera.tracks), "first": CanonicalJSON.optional(camera.first),
                    ])
                }),
        ])
    }
}
