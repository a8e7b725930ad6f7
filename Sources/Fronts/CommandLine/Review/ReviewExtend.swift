import ArgumentParser
import Operations
import Planning
import WorkLedger

struct ReviewExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Extend a review to footage that was imported after it started.",
        discussion: """
            Reviews the new footage, and once more the footage so near to it that its findings would change; the rest \
            stays. The final findings are those of one review over all the footage. Import the late footage into the \
            same requisition first. The review keeps its scope: cameras and windows added to the requisition since \
            then need a new review. Prints the review's id.
            """)

    @Argument(help: "The id of the review.")
    var id: String

    @Flag(
        help: "Review the holes again instead: what was quarantined, skipped or only partly decodable.")
    var holes = false

    @Flag(help: "Print how much would be reviewed, and change nothing.")
    var dryRun = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        try await asking.caller(servers).perform(
            ExtendReview(ReviewID(rawValue: id), holes: holes, isDryRun: dryRun) { changes in
                StandardError.write(
                    "\(changes.recordings.count) more recordings: \(changes.added.count) new chunks, "
                        + "\(changes.redone.count) redone, \(changes.replaced.count) replaced\n")
            })
        if !dryRun { try StandardOutput.line(id) }
    }
}
