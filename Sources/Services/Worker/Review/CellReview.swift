import Analysis
import ChunkPlanning
import Footage
import Video

/// Takes the frames of a chunk in order and analyses them cell by cell, each against the plate of its cell.
///
/// A plate looks ahead by a minute. Frames are held back, reduced, until decoding has passed all the samples of their
/// plate, so that nothing within the chunk is decoded twice. Where that would take more memory than allowed, samples are
/// decoded ahead instead. Either way the bits are the same.
struct CellReview {
    private let profile: AnalysisProfile
    private let plates: PlateSource
    private let stages: StageClock?
    /// Largest memory for held frames, in bytes.
    private let budget: Int
    /// Bytes that may be held: `budget`, or nothing where that would not be enough to gain anything.
    private var allowance: Int?
    private var queue = FrameQueue()
    private var reducers = ReducerCache()
    private var analyser: CellAnalyser?
    private var cell: Int64?
    private var size = (width: 0, height: 0)
    private var tracklets: [Tracklet] = []
    private(set) var framesAnalysed = 0

    init(profile: AnalysisProfile, plates: PlateSource, budget: Int, stages: StageClock?) {
        self.profile = profile
        self.plates = plates
        self.budget = budget
        self.stages = stages
    }

    /// Takes a frame; it is analysed now or later.
    mutating func take(_ picture: borrowing Frame, _ frame: ScheduledFrame) throws {
        stages?.begin(.reduction)
        var plane = queue.takeSpare()
        try reducers.reduce(picture, profile: profile, into: &plane)
        plates.offer(plane, frame)
        stages?.end(.reduction)
        let allowance = allowance ?? plates.framesInReach(from: frame.time) * plane.pixels.count
        self.allowance = allowance <= budget ? budget : 0
        queue.append(plane, frame)
        try analyseReady(at: frame.time)
    }

    /// Analyses what still waits, and gives all tracklets.
    mutating func finish() throws -> [Tracklet] {
        try analyseReady(at: nil)
        closeCell()
        return tracklets
    }

    /// - Parameter time: how far decoding has come; nil: to the end of the chunk.
    private mutating func analyseReady(at time: Timestamp?) throws {
        while let next = queue.first {
            let cell = CellGrid.cell(at: next.frame.time)
            let size = (width: next.plane.width, height: next.plane.height)
            if self.cell != cell || self.size != size {
                if let time, queue.byteCount <= allowance ?? 0, !plates.isPassed(cell, at: time) { return }
                closeCell()
                try openCell(cell, size)
            }
            stages?.begin(.detection)
            queue.removeFirst { entry in
                analyser?.analyse(entry.plane, at: entry.frame.time, shownUntil: entry.frame.shownUntil)
            }
            stages?.end(.detection)
            framesAnalysed += 1
        }
    }

    private mutating func openCell(_ cell: Int64, _ size: (width: Int, height: Int)) throws {
        let plate = try plates.plate(for: cell, width: size.width, height: size.height)
        analyser = CellAnalyser(cell: cell, plate: plate, profile: profile)
        self.cell = cell
        self.size = size
    }

    private mutating func closeCell() {
        guard var open = analyser else { return }
        stages?.begin(.detection)
        tracklets += open.finish()
        stages?.end(.detection)
        analyser = nil
    }
}
