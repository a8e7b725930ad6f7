import ArgumentParser
import Operations
import Planning

struct EvidenceExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a review's findings as a signed BagIt bag (RFC 8493).",
        discussion: """
            Timeline as JSON, CSV, OpenTimelineIO and one WebVTT file for each camera; the requisition, the profile, the \
            files with their digests and deliveries, coverage, what was measured of the clocks, versions, replays, a CASE \
            graph, the journal's entries about the requisition, and a report that prints. It tells which chunks came out \
            otherwise when they were reviewed again, and which controls failed; while some wait, the exit status is 3. \
            No footage unless --clips or --interval ask for it: clips are copied, \
            never encoded anew, begin at the keyframe before, and clips.json says what they are. --pictures adds one small \
            JPEG a track, for orientation: the whole picture, nothing drawn onto it; pictures.json says what each shows, and \
            the report shows them with the track outlined. \
            `evidence verify` checks the bag, and so does any BagIt tool. What was exported is remembered, and erased with \
            its requisition.
            """)

    @Argument(help: "The review's id; it must have ended.")
    var id: String

    @Option(help: "The folder to make.")
    var output: String

    @Option(help: "To whom it is given.")
    var recipient: String

    @OptionGroup var clips: ClipOptions
    @OptionGroup var pictures: PictureOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let selection = FootageSelection(
            clips: try clips.selection(), intervals: try clips.spans(), pictures: try pictures.selection())
        let key = try site.key()
        try await Interruption.guarding("interrupted: no bag was made") {
            if selection.isAsked { try await sandbox.check() }
            let progress = ProgressLine(.standard(isQuiet: false))
            let exporting = ExportEvidence(
                of: ReviewID(rawValue: id), to: output, for: recipient, signedWith: key, selection: selection,
                roots: try nodes.roots(), walls: try sandbox.walls()
            ) { show($0, on: progress) }
            let missing = try await asking.caller(servers).perform(exporting)
            for line in missing { StandardError.write("warning: \(line)\n") }
            if !missing.isEmpty { throw ExitCode(3) }
        }
    }

    private func show(_ state: ExportEvidence.Progress, on progress: ProgressLine) {
        switch state {
        case .verifying(let name, let bytes): progress.show("verifying \(name)  \(bytes >> 20) MiB")
        case .copyingClip(let number, let count): progress.show("copying clip \(number) of \(count)")
        case .takingPicture(let number, let count): progress.show("taking picture \(number) of \(count)")
        case .done: progress.finish()
        }
    }
}
