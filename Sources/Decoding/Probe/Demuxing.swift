import Chronology
import Footage
import Foundation
import Video

/// Reads a file's container from start to end without decoding.
struct Demuxing {
    /// Longest accepted run without a gap, in microseconds. A forged header can claim a year per picture, and planning
    /// and coverage would work through every five seconds of it.
    private static let longestRun: Int64 = 100 * 86_400 * 1_000_000

    /// Offset from UTC in seconds (east positive), applied to times in file names that state no zone.
    let zone: Int
    /// The start time that the importer stated for this recording.
    let start: Timestamp?
    /// Called on every read; can abort it.
    var interruption: Interruption?

    init(zone: Int, start: Timestamp?, interruption: Interruption? = nil) {
        self.zone = zone
        self.start = start
        self.interruption = interruption
    }

    /// Reads the whole container and returns its frame index, clocks and damage.
    ///
    /// - Parameters:
    ///   - descriptor: A second descriptor of the file; takes ownership.
    ///   - passed: Receives the byte offset of each picture; an error it throws aborts the reading.
    func run(
        _ file: borrowing FootageFile, through descriptor: Int32, passed: (Int64) throws -> Void
    ) throws -> DemuxedFootage {
        let path = file.path
        let boxes = ExportBoxes(descriptor: file.descriptor, size: file.size)
        let container = try open(file, descriptor, boxes)
        let stream = try video(of: container)
        var pass = PacketPass(container: container, stream: stream)
        try pass.run(passed)
        try requireSize(pass.width, pass.height, path: path)
        let index = try index(of: pass, path: path)
        return DemuxedFootage(
            format: container.formatName, codec: stream.codec, width: pass.width, height: pass.height, index: index,
            damage: pass.damage(index), clocks: clocks(path, container, boxes, stream), export: boxes.export)
    }

    private func open(
        _ file: borrowing FootageFile, _ descriptor: Int32, _ boxes: ExportBoxes
    ) throws -> Container {
        let container: Container
        do {
            container = try Container(descriptor: descriptor, path: file.path, interruption: interruption)
        } catch  where error.isInterruption || error.isOutOfMemory || error.isOfStorage {
            throw IntakeFailure(.notReadable, path: file.path, "cannot be read (\(error.text)); copy it again")
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
                "uses the codec \(stream.codec), which is not supported; export it as H.264 or HEVC")
        }
        try requireSize(stream.width, stream.height, path: container.path)
        return stream
    }

    private func requireSize(_ width: Int, _ height: Int, path: String) throws {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, Int64(pixels) <= VideoLimits.standard.maximumPixels else {
            throw IntakeFailure(
                .pictureTooLarge, path: path,
                "announces pictures of \(width)x\(height), larger than any camera produces; check its origin")
        }
    }

    private func index(of pass: borrowing PacketPass, path: String) throws -> FrameIndex {
        guard !pass.pictures.isEmpty else {
            throw IntakeFailure(.noFrames, path: path, "holds a video track without a single picture; export it again")
        }
        let index = pass.index()
        guard index.entries.allSatisfy({ $0.pts.magnitude < 1 << 52 }) else {
            throw IntakeFailure(
                .damaged, path: path, "states impossible timestamps; copy it again from the original")
        }
        guard index.duration > 0 else {
            throw IntakeFailure(
                .zeroDuration, path: path, "has no duration according to its timestamps; export it again as MP4 or AVI")
        }
        guard index.runs().allSatisfy({ $0.end - $0.start <= Demuxing.longestRun }) else {
            throw IntakeFailure(
                .damaged, path: path,
                "spans more than a hundred days according to its timestamps, which no recording does; copy it again "
                    + "from the original")
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
