import ArgumentParser
import Chronology
import Operations
import Planning
import WorkQueue

/// What a review is asked to be, for `review start` and `run` alike.
struct ReviewOptions: ParsableArguments {
    @Option(help: "Length of a chunk: 5s, 90s, 10m, 1h (rounded up to whole cells of 5 s) or whole.")
    var chunk = ChunkLength.cells(120)

    @Option(help: "A JSON file with analysis settings that differ from the defaults.")
    var profile: String?

    @Option(help: "How soon it is needed: urgent, normal or bulk.")
    var urgency = Urgency.normal

    @Option(help: "When it should be done (RFC 3339); of equally urgent reviews the earliest comes first.")
    var deadline: Timestamp?

    var terms: ReviewTerms {
        ReviewTerms(profile: profile, length: chunk, urgency: urgency, deadline: deadline)
    }
}

extension ChunkLength {
    // The help shows the default in the form that the option takes.
    public var defaultValueDescription: String { self == .standard ? "10m" : description }
}
