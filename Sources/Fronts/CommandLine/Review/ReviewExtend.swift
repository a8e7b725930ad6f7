import ArgumentParser
import Operations
import Planning
import WorkLedger

struct ReviewExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Has a review go over footage that was imported after it was started.",
        discussion: """
            Reviews what is new, and anew what lies so near to it that it would look different now; all else stays. In the \
            end the findings are those of one review over all the footage. Import the late footage into the same \
            requisition first. This review keeps its scope: cameras and windows by which the requisition was extended since \
            take another one. Prints the review's id.
            """)

    @Argument(help: "The review's id.")
    var id: String

    @Flag(
        help: "Instead, review the holes once more: what was quarantined, skipped or partly not decodable.")
    var holes = false

    @Flag(help: "Say how much it would be, and change nothing.")
    var dryRun = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(
            ExtendReview(ReviewID(rawValue: id), holes: holes, isDryRun: dryRun) { changes in
                StandardError.write(
                    "\(changes.recordings.count) more recordings: \(changes.added.count) chunks are new, "
                        + "\(changes.redone.count) are done anew, \(changes.replaced.count) are replaced\n")
            })
        if !dryRun { try StandardOutput.line(id) }
    }
}
