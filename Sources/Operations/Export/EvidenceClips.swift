import Catalogue
import Chronology
import Decoding
import Footage
import Formats
import Timelines
import WorkLedger

/// Adds footage clips to a bag, with a description of each.
struct EvidenceClips {
    let evidence: EvidenceBag
    let cutter: ClipCutter
    let progress: @Sendable (ExportEvidence.Progress) -> Void

    /// Writes one clip for each recording that a plan touches.
    ///
    /// - Returns: The reasons for clips that could not be made.
    func write(_ plans: [ClipPlan], to bag: inout BagWriter) async throws -> [String] {
        var list: [CanonicalJSON] = []
        var notes: [String] = []
        func add(_ plan: ClipPlan, _ members: [String: CanonicalJSON]) {
            list.append(about(plan, members))
            if case .string(let note)? = members["note"] {
                notes.append("no clip of \(plan.camera) from \(plan.span.start) to \(plan.span.end): \(note)")
            }
        }
        for (place, plan) in plans.enumerated() {
            progress(.copyingClip(place + 1, of: plans.count))
            let footage = evidence.footage[plan.camera]
            let pieces = footage?.pieces(in: plan.span) ?? []
            if pieces.isEmpty { add(plan, ["note": .string("there is no footage of it in scope")]) }
            for piece in pieces {
                guard let entry = evidence.entries.first(where: { $0.recording.id == piece.recording }),
                    let whole = footage?.pieces.first(where: {
                        $0.recording == piece.recording && $0.span.overlaps(piece.span)
                    })
                else { continue }
                let suffix = ClipCutter.suffix(codec: entry.codec)
                let camera = evidence.timeline.cameras.firstIndex { $0.camera == plan.camera } ?? 0
                let name = "clips/\(EvidenceBag.fileName(camera + 1, plan.camera))-\(list.count + 1).\(suffix)"
                add(plan, try await clip(entry, piece.span, in: whole.span, name, &bag))
            }
        }
        progress(.done)
        try bag.add("clips.json", CanonicalJSON.array(list).text + "\n")
        return notes
    }

    private func clip(
        _ entry: CatalogueEntry, _ span: TimeSpan, in scope: TimeSpan, _ name: String, _ bag: inout BagWriter
    ) async throws -> [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = [
            "recording": .string(entry.recording.id.rawValue), "recordingFile": .string(entry.originalName),
            "recordingSha256": .string(entry.recording.digest), "wanted": .object(CanonicalJSON.span(span)),
        ]
        do {
            var facts: ClipFacts?
            let digest = try await bag.add(name) { facts = try await cutter.cut(entry, span, in: scope, to: $0) }
            members["file"] = .string("data/\(name)")
            members["sha512"] = .string(digest)
            if let facts {
                members["first"] = .string(facts.first.rfc3339)
                members["last"] = .string(facts.last.rfc3339)
                members["pictures"] = .integer(Int64(facts.pictures))
            }
        } catch let failure as ReviewFailure where failure.kind != .transient {
            members["note"] = .string("\(failure)")
        }
        return members
    }

    private func about(_ plan: ClipPlan, _ members: [String: CanonicalJSON]) -> CanonicalJSON {
        .object(
            members.merging([
                "camera": .string(plan.camera.rawValue), "tracks": .array(plan.tracks.map { .integer(Int64($0)) }),
                "asked": .object(CanonicalJSON.span(plan.span)),
            ]) { $1 })
    }
}
