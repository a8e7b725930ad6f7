package import Footage
import Foundation
import Video

/// Learns all about a file in one pass: frame index, digests, clocks, damage. Demuxes and hashes; decodes nothing.
package struct FootageProbe: Sendable {
    /// Seconds east of UTC of times in file names that state no zone. Default: 0 (UTC).
    package var zone = 0
    /// The start that the importer states for this recording. Default: none.
    package var start: Timestamp?

    package init(zone: Int = 0, start: Timestamp? = nil) {
        self.zone = zone
        self.start = start
    }

    /// Probes a file on the calling thread, which waits for the disk.
    ///
    /// `progress` hears the bytes done and the bytes in all, about once a megabyte; what it throws ends the probe.
    /// Throws an `IntakeFailure` where the file can be no recording.
    package func probe(path: String, progress: (Int64, Int64) throws -> Void = { _, _ in }) throws -> ProbedFootage {
        let file = try FootageFile(path: path)
        if let refusal = file.signature.refusal(path: path) { throw refusal }
        let boxes = ExportBoxes(descriptor: file.descriptor, size: file.size)
        let container = try open(file, boxes)
        let stream = try video(of: container)

        var hasher = FootageHasher(descriptor: file.descriptor, path: path)
        var pass = PacketPass(container: container, stream: stream)
        try pass.run { position in
            let before = hasher.position
            try hasher.advance(to: position)
            if hasher.position != before { try progress(hasher.position, file.size) }
        }
        while try hasher.hashNext() > 0 { try progress(hasher.position, file.size) }
        let digests = hasher.finish()
        guard digests.size == file.size, file.isUnchanged else {
            throw IntakeFailure(
                .changedWhileRead, path: path, "changed while it was read; import it again when its copying has ended")
        }

        let index = try index(of: pass, path: path)
        return ProbedFootage(
            path: path, digests: digests, format: container.formatName, codec: stream.codec, width: pass.width,
            height: pass.height, index: index, damage: pass.damage(index),
            clocks: clocks(path, container, boxes, stream), export: boxes.export)
    }

    private func open(_ file: borrowing FootageFile, _ boxes: ExportBoxes) throws -> Container {
        let container: Container
        do {
            container = try Container(path: file.path)
        } catch {
            throw file.signature.explanation(path: file.path, libav: error.text, hasMovieIndex: boxes.hasMovieIndex)
        }
        return container
    }

    private func video(of container: Container) throws -> StreamDescription {
        guard let stream = container.videoStream else {
            if container.hasAudio {
                throw IntakeFailure(
                    .audioOnly, path: container.path,
                    "holds sound but no video; export the camera's video track with it")
            }
            throw IntakeFailure(.notVideo, path: container.path, "holds no video; check what was exported")
        }
        guard VideoLimits.standard.codecs.contains(stream.codec) else {
            throw IntakeFailure(
                .unsupportedCodec, path: container.path,
                "is coded as \(stream.codec), which is not decoded here; export it as H.264 or HEVC")
        }
        return stream
    }

    private func index(of pass: borrowing PacketPass, path: String) throws -> FrameIndex {
        guard !pass.pictures.isEmpty else {
            throw IntakeFailure(.noFrames, path: path, "holds a video track without a single picture; export it again")
        }
        let index = pass.index()
        guard index.entries.allSatisfy({ $0.pts.magnitude < 1 << 52 }) else {
            throw IntakeFailure(
                .damaged, path: path, "states times that no recording can have; copy it again from the original")
        }
        guard index.duration > 0 else {
            throw IntakeFailure(
                .zeroDuration, path: path, "lasts no time at all by its own timestamps; export it again as MP4 or AVI")
        }
        return index
    }

    private func clocks(
        _ path: String, _ container: Container, _ boxes: ExportBoxes, _ stream: StreamDescription
    ) -> [RecordingClock] {
        let option = start.map { RecordingClock(source: .option, start: $0, raw: $0.rfc3339) }
        let tag = container.metadata["creation_time"].flatMap { RecordingClock(containerTag: $0) }
        return [
            option, FileNameClock.clock(inName: path, zone: zone), boxes.clock(forTrack: stream.identifier), tag,
        ].compactMap { $0 }
    }
}
