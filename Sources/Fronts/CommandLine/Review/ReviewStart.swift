import Analysis
import ArgumentParser
import Formats
import Operations
import Planning
import Requisitions
import WorkLedger

struct ReviewStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the review of a requisition's footage and print its id.",
        discussion: """
            The same footage with the same profile and chunk length is reviewed once: a second start prints the id of \
            the existing review, unless it was cancelled, its requisition was widened since, another analysis version \
            made it, or --again is given.
            """)

    @Option(help: "The id of the requisition.")
    var requisition: String

    @OptionGroup var options: ReviewOptions

    @Flag(help: "Start another review, even if one exists of the same footage with the same settings.")
    var again = false

    @Option(help: "A share of chunks that other workers review again after the end, such as 5%. Default: none.")
    var double: Share?

    @Flag(help: "Print an estimate of the cost, and start nothing.")
    var dryRun = false

    @Flag(help: "Have workers also review the site's labelled clips with the same profile, when nothing else waits.")
    var knownAnswers = false

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let requisition = RequisitionID(rawValue: requisition)
        guard !dryRun else {
            let estimate = try await asking.caller(servers).perform(
                EstimateReview(of: requisition, terms: options.terms))
            switch list.format {
            case .json: try StandardOutput.line(estimate.json.text)
            case .table: try StandardOutput.write(estimate.table)
            }
            return
        }
        let started = try await asking.caller(servers).perform(
            StartReview(
                of: requisition, terms: options.terms, again: again, double: double, withKnownAnswers: knownAnswers))
        if let other = started.otherVersion { StandardError.write(other.note) }
        try StandardOutput.line(started.id.rawValue)
        if let problem = started.clipsProblem { throw problem }
    }
}

extension ReviewOfOtherVersion {
    /// The note that explains why the same footage is reviewed again.
    fileprivate var note: String {
        "review \(id) was made by analysis version \(analysisVersion); this program has \(AnalysisVersion.current): "
            + "starting a new one\n"
    }
}

extension ReviewEstimate {
    fileprivate var table: String {
        let time =
            time.map { "about \(Durations.clock($0)) on the workers present" }
            ?? "unknown: no worker with a record is up"
        return """
            footage  \(Durations.clock(footage))
            chunks   \(chunks)
            time     \(time)
            disk     about \((disk + 999_999) / 1_000_000) MB of results

            """
    }

    fileprivate var json: CanonicalJSON {
        .object([
            "footage": CanonicalJSON.seconds(footage), "footageHours": .tenThousandths(footage / 360_000),
            "chunks": .integer(Int64(chunks)), "time": time.map(CanonicalJSON.seconds) ?? .null,
            "disk": .integer(disk),
        ])
    }
}
