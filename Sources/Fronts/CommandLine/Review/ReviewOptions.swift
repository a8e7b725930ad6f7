import ArgumentParser
import Chronology
import Operations
import Planning
import WorkQueue

/// The settings of a review, for `review start` and `run`.
struct ReviewOptions: ParsableArguments {
    @Option(help: "The length of a chunk: 5s, 90s, 10m, 1h (rounded up to whole cells of 5 s) or whole.")
    var chunk = ChunkLength.cells(120)

    @Option(help: "A JSON file of analysis settings that override the defaults.")
    var profile: String?

    @Option(help: "The urgency of the review: urgent, normal or bulk.")
    var urgency = Urgency.normal

    @Option(help: "The deadline (RFC 3339); among equally urgent reviews the earliest comes first. Default: none.")
    var deadline: Timestamp?

    var terms: ReviewTerms {
        ReviewTerms(profile: profile, length: chunk, urgency: urgency, deadline: deadline)
    }
}

extension ChunkLength {
    // Show the default in the form that the option takes.
    public var defaultValueDescription: String { self == .standard ? "10m" : description }
}
