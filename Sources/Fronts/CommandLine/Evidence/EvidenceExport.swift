import ArgumentParser
import Operations
import Planning

struct EvidenceExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a review's findings as a signed BagIt bag (RFC 8493).",
        discussion: """
            The bag holds the timeline as JSON, CSV, OpenTimelineIO and one WebVTT file for each camera; the \
            requisition, the profile, the files with their digests and deliveries, coverage, what was measured of the \
            clocks, versions, replays, a CASE graph, the journal's entries about the requisition, and a printable \
            report. It lists the chunks that came out differently when reviewed again, and the controls that failed; \
            while some are pending, the exit status is 3. Footage is included only with --clips or --interval: clips \
            are copied, never re-encoded, begin at the preceding keyframe, and are described in clips.json. --pictures \
            adds one small JPEG per track, for orientation: the whole picture, with nothing drawn onto it; \
            pictures.json says what each shows, and the report shows them with the track outlined. `evidence verify` \
            or any BagIt tool checks the bag. Exports are recorded, and erased with their requisition.
            """)

    @Argument(help: "The id of the review, which must have ended.")
    var id: String

    @Option(help: "The folder to create.")
    var output: String

    @Option(help: "The recipient of the bag.")
    var recipient: String

    @OptionGroup var clips: ClipOptions
    @OptionGroup var pictures: PictureOptions
    @OptionGroup var nodes: FootageRootOptions
    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

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
