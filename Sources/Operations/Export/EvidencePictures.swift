import Analysis
import Catalogue
import Chronology
import Decoding
import Footage
import Formats
import Timelines
import WorkLedger

/// Adds a picture of each selected track to a bag, with a description of each.
struct EvidencePictures {
    let evidence: EvidenceBag
    let taker: PictureTaker
    let progress: @Sendable (ExportEvidence.Progress) -> Void

    /// Writes one picture per track; if the footage yields none, its note says why.
    func write(_ choices: [TrackSelection.Choice], to bag: inout BagWriter) async throws -> [TrackPicture] {
        var list: [TrackPicture] = []
        for (place, choice) in choices.enumerated() {
            progress(.takingPicture(place + 1, of: choices.count))
            guard let point = choice.track.largestPoint else { continue }
            var picture = TrackPicture(
                camera: choice.findings.camera, track: choice.track.id, wanted: point.time, box: point.box)
            if let (entry, scope) = footage(of: choice.findings.camera, at: point.time) {
                try await take(&picture, choice, entry, in: scope, &bag)
            } else {
                picture.note = "there is no footage of it in scope"
            }
            list.append(picture)
        }
        progress(.done)
        try bag.add("pictures.json", TrackPicture.json(list).text + "\n")
        return list
    }

    /// Returns the recording that the review uses at a moment, and the requisition's window around it.
    private func footage(of camera: CameraID, at moment: Timestamp) -> (entry: CatalogueEntry, scope: TimeSpan)? {
        guard let footage = evidence.footage[camera],
            let piece = footage.pieces.first(where: { $0.span.contains(moment) }),
            let entry = evidence.entries.first(where: { $0.recording.id == piece.recording }),
            let scope = footage.windows.first(where: { $0.contains(moment) })
        else { return nil }
        return (entry, scope)
    }

    private func take(
        _ picture: inout TrackPicture, _ choice: TrackSelection.Choice, _ entry: CatalogueEntry, in scope: TimeSpan,
        _ bag: inout BagWriter
    ) async throws {
        picture.recording = TrackPicture.Recording(
            id: entry.recording.id, name: entry.originalName, sha256: entry.recording.digest)
        let camera = evidence.timeline.cameras.firstIndex { $0.camera == choice.findings.camera } ?? 0
        let name = "pictures/\(EvidenceBag.fileName(camera + 1, choice.findings.camera))-\(choice.track.id).jpg"
        do {
            var facts: PictureFacts?
            let moment = picture.wanted
            let digest = try await bag.add(name) {
                facts = try await taker.take(entry, shownAt: moment, in: scope, to: $0)
            }
            guard let facts else { return }
            picture.shown = facts.shown
            picture.box = choice.track.box(at: facts.shown) ?? picture.box
            picture.file = TrackPicture.File(
                path: "data/\(name)", sha512: digest, width: facts.width, height: facts.height)
        } catch let failure as ReviewFailure where failure.kind != .transient {
            picture.note = "\(failure)"
        }
    }
}
