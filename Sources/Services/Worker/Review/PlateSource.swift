import Analysis
import ChunkPlanning
import Footage
import Video

/// Supplies the background plate of each cell: decodes the sample frames ahead of the analysis and keeps no more of them
/// than one window.
final class PlateSource {
    private let sampling: PlateSampling
    private let profile: AnalysisProfile
    private let run: TimeSpan
    private let schedule: FrameSchedule
    private let readers: [PacketReader]
    private var samples: [Int64: LumaPlane?] = [:]
    private var reducers = ReducerCache()

    init(assignment: ChunkAssignment, schedule: FrameSchedule, readers: [PacketReader]) {
        profile = assignment.profile
        sampling = PlateSampling(profile: profile)
        run = assignment.plateRun
        self.schedule = schedule
        self.readers = readers
    }

    /// The plate for a cell of pictures of this size; samples of another size or without a clean picture do not count.
    func plate(for cell: Int64, width: Int, height: Int) throws -> Plate {
        let steps = sampling.steps(around: cell, in: run)
        samples = samples.filter { steps.contains($0.key) }
        try load(steps.filter { samples[$0] == nil })
        let planes = steps.compactMap { samples[$0] ?? nil }.filter { $0.width == width && $0.height == height }
        // Where no sample could be decoded nothing is known of the background, as with a single one: nothing is foreground.
        return Plate(
            samples: planes.isEmpty ? [LumaPlane(width: width, height: height)] : planes, profile: profile)
    }

    /// Decodes the missing samples; those in one group of pictures in one go.
    private func load(_ steps: [Int64]) throws {
        var wanted: [Int: [(step: Int64, frame: ScheduledFrame)]] = [:]
        var order: [(source: Int, start: Int)] = []
        var lastStart: (source: Int, start: Int)?
        for step in steps {
            samples.updateValue(nil, forKey: step)
            let frames = schedule.frames(in: sampling.span(ofStep: step))
            guard let frame = sampling.sample(of: frames, isKeyframe: \.isKeyframe),
                let start = readers[frame.source].index.decodingStart(for: frame.ordinal)
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
        var damage = DecodingDamage(index: reader.index)
        try reader.decode(start...last) { ordinal in
            damage.packetFailed(ordinal)
        } onFrame: { ordinal, frame in
            if frame.isDamaged { damage.pictureWasMadeUp(ordinal) }
            guard let step = steps[ordinal], damage.trusts(ordinal) else { return }
            samples.updateValue(try reducers.reduce(frame, profile: profile), forKey: step)
        }
    }
}
