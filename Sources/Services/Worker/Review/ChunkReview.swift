import Analysis
import ChunkPlanning
import Footage
import Timelines
package import Video

/// Reviews one chunk: decodes it, analyses every frame against its cell's background plate, states what was covered.
///
/// Synchronous and single-threaded; runs in a child process, so that what a damaged file does to a decoder ends there.
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
    ///   - memory: bytes of reduced frames that may be held back; with less, more is decoded twice.
    ///   - stages: adds up what each step costs.
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
        // A second set of open files: samples beyond the chunk's ends are decoded besides its own frames.
        let ahead = try assignment.sources.map { try PacketReader(source: $0.again, interruption: interruption) }
        let plates = PlateSource(assignment: assignment, schedule: schedule, readers: ahead, stages: stages)
        cells = CellReview(profile: assignment.profile, plates: plates, budget: memory, stages: stages)
    }

    /// - Parameter progress: told the microseconds of footage reviewed so far, cell by cell.
    package func run(progress: (Int64) -> Void) throws -> ChunkFindings {
        let frames = Array(schedule.frames(in: assignment.span))
        for group in consecutive(frames) {
            try review(group, progress: progress)
        }
        let tracklets = try cells.finish()
        progress(assignment.span.duration)
        return ChunkFindings(
            tracklets: tracklets, coverage: fates.coverage(of: assignment), framesAnalysed: cells.framesAnalysed,
            framesOutside: framesOutside)
    }

    /// Splits the frames where the file changes and where the decoder must be started anew.
    private func consecutive(_ frames: [ScheduledFrame]) -> [ArraySlice<ScheduledFrame>] {
        var groups: [ArraySlice<ScheduledFrame>] = []
        var start = frames.startIndex
        var last: (source: Int, restart: Int?)?
        for (position, frame) in frames.enumerated() {
            let stretch = (source: frame.source, restart: readers[frame.source].index.restart(for: frame.ordinal))
            if let last, last != stretch {
                groups.append(frames[start..<position])
                start = position
            }
            last = stretch
        }
        return start < frames.endIndex ? groups + [frames[start...]] : groups
    }

    private func review(_ frames: ArraySlice<ScheduledFrame>, progress: (Int64) -> Void) throws {
        let reader = readers[frames[frames.startIndex].source]
        let wanted = Dictionary(uniqueKeysWithValues: frames.indices.map { (frames[$0].ordinal, $0) })
        let ordinals = frames.map(\.ordinal)
        let starts = ordinals.compactMap { reader.index.feedingStart(for: $0) }
        guard let first = starts.min(), let lastShown = ordinals.last, let highest = ordinals.max() else {
            for frame in frames { skip(frame, reader.index) }
            return
        }
        let last = max(highest, reader.index.decodingEnd(for: lastShown))
        var damage = DecodingDamage(index: reader.index)
        var pending = frames.startIndex
        try reader.decode(first...last) { ordinal in
            damage.packetFailed(ordinal)
        } onFrame: { ordinal, frame in
            if frame.isDamaged { damage.pictureWasMadeUp(ordinal) }
            guard let place = wanted[ordinal] else {
                framesOutside += 1
                return
            }
            // Only damage makes a decoder deliver a picture behind one that is shown later.
            guard place >= pending else { return fates.cameLate(frames[place]) }
            // Frames that the decoder did not deliver before this one.
            while pending < place {
                miss(frames[pending], reader.index, damage)
                pending += 1
            }
            pending = place + 1
            guard damage.trusts(ordinal) else { return skip(frames[place], reader.index) }
            fates.analysed(frames[place])
            try cells.take(frame, frames[place])
            progress(frames[place].time.microseconds - assignment.span.start.microseconds)
        }
        while pending < frames.endIndex {
            miss(frames[pending], reader.index, damage)
            pending += 1
        }
    }

    /// A frame that the decoder did not deliver. Without an error it was one that repeats the picture before.
    private func miss(_ frame: ScheduledFrame, _ index: FrameIndex, _ damage: DecodingDamage) {
        if damage.trusts(frame.ordinal) { fates.repeated(frame) } else { skip(frame, index) }
    }

    /// A frame that must not be analysed. Why is a matter of the index, whatever else the same chunk holds.
    private func skip(_ frame: ScheduledFrame, _ index: FrameIndex) {
        fates.skipped(frame, reason: index.decodingStart(for: frame.ordinal) == nil ? "no-keyframe" : "damaged")
    }
}
