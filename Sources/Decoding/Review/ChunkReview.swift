import Analysis
import Chronology
import Footage
import Planning
import Timelines
package import Video

/// Reviews one chunk: decodes it, analyses every frame against its cell's background, and reports coverage.
///
/// Synchronous and single-threaded. Runs in a child process, so that a damaged file can crash only that process.
package final class ChunkReview {
    private let assignment: ChunkAssignment
    private let schedule: FrameSchedule
    private let readers: [PacketReader]
    private var cells: CellReview
    private var fates = FrameFates()
    private var framesOutside = 0

    /// Opens the files and reads the frame indexes.
    ///
    /// - Parameters:
    ///   - memory: Bytes of reduced frames that may be queued; with less, more footage is decoded twice.
    ///   - stages: Collects the cost of each stage.
    package init(
        _ assignment: ChunkAssignment, interruption: Interruption? = nil, memory: Int = 220 << 20,
        stages: StageClock? = nil
    ) throws {
        self.assignment = assignment
        readers = try assignment.sources.map { try PacketReader(source: $0, interruption: interruption) }
        schedule = FrameSchedule(
            sources: zip(assignment.sources, readers).map {
                FrameSchedule.Source(start: $0.start, index: $1.index, pieces: $0.pieces)
            })
        // Use a second set of open files: samples beyond the chunk's ends are decoded alongside its own frames.
        let ahead = try assignment.sources.map { try PacketReader(source: $0.again, interruption: interruption) }
        let backgrounds = BackgroundSource(assignment: assignment, schedule: schedule, readers: ahead, stages: stages)
        cells = CellReview(profile: assignment.profile, backgrounds: backgrounds, budget: memory, stages: stages)
    }

    /// Reviews the chunk and returns its findings.
    ///
    /// - Parameter progress: Receives the microseconds of footage reviewed so far, cell by cell.
    package func run(progress: (Int64) -> Void) throws -> ChunkFindings {
        let frames = Array(schedule.frames(in: assignment.span))
        for unit in units(frames) {
            try review(unit, progress: progress)
        }
        let tracklets = try cells.finish()
        progress(assignment.span.duration)
        return ChunkFindings(
            tracklets: tracklets, coverage: fates.coverage(of: assignment), framesAnalysed: cells.framesAnalysed,
            framesOutside: framesOutside)
    }

    /// Splits the frames wherever the file changes or the decoder must be restarted.
    private func units(_ frames: [ScheduledFrame]) -> [ArraySlice<ScheduledFrame>] {
        var units: [ArraySlice<ScheduledFrame>] = []
        var start = frames.startIndex
        var last: (source: Int, start: Int?)?
        for (position, frame) in frames.enumerated() {
            let unit = (source: frame.source, start: readers[frame.source].index.unitStart(for: frame.ordinal))
            if let last, last != unit {
                units.append(frames[start..<position])
                start = position
            }
            last = unit
        }
        return start < frames.endIndex ? units + [frames[start...]] : units
    }

    private func review(_ frames: ArraySlice<ScheduledFrame>, progress: (Int64) -> Void) throws {
        let source = frames[frames.startIndex].source
        let reader = readers[source]
        let ordinals = frames.map(\.ordinal)
        guard let first = reader.index.unitStart(for: ordinals[0]), let highest = ordinals.max() else {
            for frame in frames { skip(frame, reader.index) }
            return
        }
        let packets = first...max(highest, reader.index.decodingEnd(for: ordinals[ordinals.count - 1]))
        let wanted = Dictionary(uniqueKeysWithValues: frames.map { ($0.ordinal, $0) })
        var damage = DecodingDamage(index: reader.index, from: first)
        // Include unwanted pictures too: their fate determines how far later ones can be trusted.
        var order = PictureOrder<LumaPlane?>(index: reader.index, packets: packets)
        func settle(_ frame: ScheduledFrame) throws {
            guard damage.trusts(frame.ordinal) else { return skip(frame, reader.index) }
            fates.analysed(frame)
            try cells.take(frame)
            progress(frame.time.microseconds - assignment.span.start.microseconds)
        }
        func settleNext(isDrained: Bool) throws {
            while let (ordinal, picture) = order.takeNext(isDrained: isDrained) {
                guard let frame = wanted[ordinal] else { continue }
                guard let plane = picture ?? nil else { miss(frame, reader.index, damage); continue }
                cells.plane = plane
                try settle(frame)
            }
        }
        try reader.decode(packets) { ordinal in
            damage.packetFailed(ordinal)
        } onFrame: { ordinal, picture in
            if picture.isDamaged { damage.pictureWasMadeUp(ordinal) }
            let frame = wanted[ordinal]
            if frame != nil { try cells.reduce(picture) } else if !isInScope(ordinal, of: source) { framesOutside += 1 }
            switch order.arrive(ordinal) {
            case .now: if let frame { try settle(frame) }
            case .later: order.hold(frame == nil ? nil : cells.plane, ordinal)
            case .past: if let frame { fates.cameLate(frame) }
            }
            try settleNext(isDrained: false)
        }
        try settleNext(isDrained: true)
    }

    private func isInScope(_ ordinal: Int, of source: Int) -> Bool {
        let index = readers[source].index
        let time = assignment.sources[source].start.advanced(byMicroseconds: index.offset(of: index.entries[ordinal]))
        return assignment.sources[source].pieces.contains { $0.contains(time) }
    }

    /// Handles a frame that the decoder did not deliver. Without an error, it repeated the previous picture.
    private func miss(_ frame: ScheduledFrame, _ index: FrameIndex, _ damage: DecodingDamage) {
        if damage.trusts(frame.ordinal) { fates.repeated(frame) } else { skip(frame, index) }
    }

    /// Records a frame that must not be analysed. The reason depends only on the index, whatever else the chunk holds.
    private func skip(_ frame: ScheduledFrame, _ index: FrameIndex) {
        fates.skipped(frame, reason: index.decodingStart(for: frame.ordinal) == nil ? "no-keyframe" : "damaged")
    }
}
