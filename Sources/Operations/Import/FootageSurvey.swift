package import Chronology
package import Decoding
package import Footage
import Foundation

/// Reads the files of an import, camera by camera, and determines when each was recorded.
package struct FootageSurvey: Sendable {
    /// Reading progress over all files.
    package struct Progress: Sendable {
        package let file: Int
        package let files: Int
        package let path: String
        package let bytesDone: Int64
        package let bytes: Int64
    }

    /// The camera of all files; nil to use the one that each path suggests.
    private let camera: CameraID?
    /// Wall-clock start time of the first recording of every camera.
    let start: Timestamp?
    /// Offset from UTC in seconds (east positive), applied to times in file names that state no zone.
    private let zone: Int
    /// Sandbox and limits of the processes that read the containers; nil to read them in this process.
    private let walls: ProbeWalls?
    private let thread = ProbeThread()

    package init(
        camera: CameraID? = nil, start: Timestamp? = nil, zone: Int = 0, walls: ProbeWalls? = nil
    ) {
        self.walls = walls
        self.camera = camera
        self.start = start
        self.zone = zone
    }

    /// Reads every file and passes each on as soon as its time is known. A file that cannot be read does not stop the
    /// rest.
    ///
    /// - Parameters:
    ///   - isKnown: Returns whether a file is already in the catalogue and need not be read again.
    ///   - onPlaced: Receives each file that was read; an `IntakeFailure` it throws counts as that file's failure.
    /// - Returns: The files that could not be read.
    package func read(
        _ found: FootageFinder.Findings, progress: @escaping @Sendable (Progress) -> Void,
        isKnown: (FootageFinder.Candidate, CameraID) async throws -> Bool = { _, _ in false },
        onPlaced: (PlacedFootage) async throws -> Void
    ) async throws -> [IntakeFailure] {
        var failures = found.failures
        var cameras: [CameraID] = []
        var files: [CameraID: [FootageFinder.Candidate]] = [:]
        for candidate in found.candidates {
            let name = camera ?? CameraID(rawValue: candidate.camera)
            if files[name] == nil { cameras.append(name) }
            files[name, default: []].append(candidate)
        }
        var books = Books(sizes: found.candidates.map { FootageSurvey.size(of: $0.path) })
        for name in cameras {
            var placing = Placing(camera: name, start: start)
            // Sort by name across folders: recorders number their files.
            let ordered = files[name]!.sorted { FootageSurvey.name($0) < FootageSurvey.name($1) }
            for candidate in ordered {
                let size = FootageSurvey.size(of: candidate.path)
                defer { books.finish(size) }
                do {
                    if try await isKnown(candidate, name) { continue }
                    let report = books
                    let probed = try await probe(candidate.path) { done in
                        progress(report.progress(candidate.path, done))
                    }
                    for placed in placing.add(probed) { try await onPlaced(placed) }
                } catch let failure as IntakeFailure {
                    failures.append(failure)
                }
            }
            for placed in placing.finish() {
                do {
                    try await onPlaced(placed)
                } catch let failure as IntakeFailure {
                    failures.append(failure)
                }
            }
        }
        return failures
    }

    private func probe(
        _ path: String, _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> ProbedFootage {
        if let walls { return try await SandboxedProbe(walls, zone: zone).probe(path: path, progress: progress) }
        return try await thread.probe(path, with: FootageProbe(zone: zone), progress: progress)
    }

    private static func name(_ candidate: FootageFinder.Candidate) -> (String) {
        candidate.path.split(separator: "/").last.map(String.init) ?? candidate.path
    }

    private static func size(of path: String) -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension FootageSurvey {
    /// Counts files and bytes for progress reports.
    private struct Books: Sendable {
        private let files: Int
        private let bytes: Int64
        private var filesDone = 0
        private var bytesDone: Int64 = 0

        init(sizes: [Int64]) {
            files = sizes.count
            bytes = sizes.reduce(0, +)
        }

        mutating func finish(_ size: Int64) {
            filesDone += 1
            bytesDone += size
        }

        func progress(_ path: String, _ done: Int64) -> Progress {
            Progress(file: filesDone + 1, files: files, path: path, bytesDone: bytesDone + done, bytes: bytes)
        }
    }

    /// Places the files of one camera: each immediately if files state their own recording times, otherwise once all
    /// are known.
    private struct Placing {
        let camera: CameraID
        let start: Timestamp?
        private var waiting: [ProbedFootage] = []
        private var files: [RecordingPlacement.File] = []

        init(camera: CameraID, start: Timestamp?) {
            self.camera = camera
            self.start = start
        }

        mutating func add(_ probed: ProbedFootage) -> [PlacedFootage] {
            files.append(
                RecordingPlacement.File(
                    clock: RecordingClock.mostTrusted(of: probed.clocks), duration: probed.index.duration))
            // A stated start depends on the earliest of all clocks; otherwise a file depends only on those before it.
            guard start == nil else {
                waiting.append(probed)
                return []
            }
            let clocks = RecordingPlacement.clocks(of: files, start: nil)
            return [PlacedFootage(camera: camera, clock: clocks[files.count - 1], probed: probed)]
        }

        func finish() -> [PlacedFootage] {
            guard start != nil else { return [] }
            let clocks = RecordingPlacement.clocks(of: files, start: start)
            return zip(waiting, clocks).map { PlacedFootage(camera: camera, clock: $1, probed: $0) }
        }
    }
}
