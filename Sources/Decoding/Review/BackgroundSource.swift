import Analysis
import Chronology
import Footage
import Planning
import Video

/// Supplies the background of each cell.
///
/// Samples inside the chunk are taken from its own frames as they pass. Samples beyond its ends, or needed before
/// decoding reaches them, are decoded separately. Only samples that upcoming windows need are kept.
final class BackgroundSource {
    private let sampling: BackgroundSampling
    private let profile: AnalysisProfile
    private let run: TimeSpan
    private let schedule: FrameSchedule
    private let readers: [PacketReader]
    private let stages: StageClock?
    private var samples: [Int64: LumaPlane?] = [:]
    private var reducers = ReducerCache()
    /// The most recent background and the window it was made from.
    private var last: (steps: Range<Int64>, background: Background)?
    /// The frame chosen for the most recently requested step.
    private var chosen: (step: Int64, frame: ScheduledFrame?)?

    init(assignment: ChunkAssignment, schedule: FrameSchedule, readers: [PacketReader], stages: StageClock?) {
        profile = assignment.profile
        run = assignment.backgroundRun
        sampling = BackgroundSampling(profile: profile, run: run)
        self.schedule = schedule
        self.readers = readers
        self.stages = stages
    }

    /// Keeps an undamaged frame of the chunk if it is the sample of its step.
    func offer(_ plane: LumaPlane, _ frame: ScheduledFrame) {
        let step = sampling.stepIndex(at: frame.time)
        if chosen?.step != step { chosen = (step, sample(of: step)) }
        guard chosen?.frame == frame, samples[step] == nil else { return }
        samples.updateValue(plane, forKey: step)
    }

    /// Returns whether decoding has passed the whole window of a cell by this time.
    func isPassed(_ cell: Int64, at time: Timestamp) -> Bool {
        let steps = sampling.steps(around: cell, in: run)
        return steps.isEmpty || sampling.span(ofStep: steps.upperBound - 1).end <= time
            || steps.allSatisfy { samples[$0] != nil }
    }

    /// Returns the background for a cell at this picture size. Samples of another size and steps without an undamaged
    /// picture are ignored.
    func background(for cell: Int64, width: Int, height: Int) throws -> Background {
        let steps = sampling.steps(around: cell, in: run)
        samples = samples.filter { $0.key >= steps.lowerBound }
        stages?.begin(.samples)
        try load(steps.filter { samples[$0] == nil })
        stages?.end(.samples)
        stages?.begin(.backgrounds)
        defer { stages?.end(.backgrounds) }
        let planes = steps.compactMap { samples[$0] ?? nil }.filter { $0.width == width && $0.height == height }
        // Near the ends of a run, neighbouring cells share a window.
        if let last, last.steps == steps, last.background.width == width, last.background.height == height {
            return last.background
        }
        // If no sample could be decoded, the background is unknown; as with a single sample, nothing is then
        // foreground.
        let background = Background(
            samples: planes.isEmpty ? [LumaPlane(width: width, height: height)] : planes, profile: profile)
        last = (steps, background)
        return background
    }

    private func sample(of step: Int64) -> ScheduledFrame? {
        sampling.sample(of: schedule.frames(in: sampling.span(ofStep: step)), isKeyframe: \.isKeyframe)
    }

    /// Decodes the missing samples, those of one unit together.
    private func load(_ steps: [Int64]) throws {
        var wanted: [Int: [(step: Int64, frame: ScheduledFrame)]] = [:]
        var order: [(source: Int, start: Int)] = []
        var lastStart: (source: Int, start: Int)?
        for step in steps {
            samples.updateValue(nil, forKey: step)
            guard let frame = sample(of: step),
                let start = readers[frame.source].index.unitStart(for: frame.ordinal)
            else { continue }
            if lastStart?.source != frame.source || lastStart?.start != start {
                order.append((frame.source, start))
                lastStart = (frame.source, start)
            }
            wanted[order.count - 1, default: []].append((step, frame))
        }
        for (position, group) in order.enumerated() {
            try decode(wanted[position]!, from: group.start, with: readers[group.source])
        }
    }

    private func decode(
        _ wanted: [(step: Int64, frame: ScheduledFrame)], from start: Int, with reader: PacketReader
    ) throws {
        let last = wanted.map { reader.index.decodingEnd(for: $0.frame.ordinal) }.max()!
        let steps = Dictionary(wanted.map { ($0.frame.ordinal, $0.step) }, uniquingKeysWith: { first, _ in first })
        var damage = DecodingDamage(index: reader.index, from: start)
        var planes: [(ordinal: Int, step: Int64, plane: LumaPlane)] = []
        try reader.decode(start...last) { ordinal in
            damage.packetFailed(ordinal)
        } onFrame: { ordinal, frame in
            if frame.isDamaged { damage.pictureWasMadeUp(ordinal) }
            guard let step = steps[ordinal] else { return }
            planes.append((ordinal, step, try reducers.reduce(frame, profile: profile)))
        }
        // A picture shown before the sample may be decoded after it, so judge damage only at the end.
        for (ordinal, step, plane) in planes where damage.trusts(ordinal) { samples.updateValue(plane, forKey: step) }
    }
}
