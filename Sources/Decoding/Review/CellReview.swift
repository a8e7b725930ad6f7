import Analysis
import Chronology
import Footage
import Planning
import Video

/// Takes the frames of a chunk in order and analyses them cell by cell, each against the background of its cell.
///
/// A background looks ahead by a minute. Frames are held back, reduced, until decoding has passed all the samples of
/// their background, so that nothing within the chunk is decoded twice. Where that would take more memory than allowed,
/// samples are decoded ahead instead. Either way the bits are the same.
struct CellReview {
    private let profile: AnalysisProfile
    private let backgrounds: BackgroundSource
    private let stages: StageClock?
    /// Largest memory for held frames, in bytes.
    private let budget: Int
    private var queue = FrameQueue()
    private var reducers = ReducerCache()
    /// The reduced picture of the frame that is taken next.
    var plane = LumaPlane(width: 1, height: 1)
    private var analyser: CellAnalyser?
    private var cell: Int64?
    private var size = (width: 0, height: 0)
    private var tracklets: [Tracklet] = []
    private(set) var framesAnalysed = 0

    init(profile: AnalysisProfile, backgrounds: BackgroundSource, budget: Int, stages: StageClock?) {
        self.profile = profile
        self.backgrounds = backgrounds
        self.budget = budget
        self.stages = stages
    }

    /// Reduces a picture into `plane`.
    mutating func reduce(_ picture: borrowing Frame) throws {
        stages?.begin(.reduction)
        try reducers.reduce(picture, profile: profile, into: &plane)
        stages?.end(.reduction)
    }

    /// Takes the frame whose picture is in `plane`; it is analysed now or later.
    mutating func take(_ frame: ScheduledFrame) throws {
        backgrounds.offer(plane, frame)
        if queue.isEmpty, try open(frame, (plane.width, plane.height), decodedTo: frame.time) {
            return analyse(plane, frame)
        }
        stages?.begin(.holding)
        queue.append(plane, frame)
        stages?.end(.holding)
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
        while let (frame, size) = queue.first {
            guard try open(frame, size, decodedTo: time) else { return }
            stages?.begin(.holding)
            let plane = queue.removeFirst().plane
            stages?.end(.holding)
            analyse(plane, frame)
        }
    }

    /// Makes the frame's cell the open one, if its background can be made by now or there is no room to wait for it.
    private mutating func open(
        _ frame: ScheduledFrame, _ size: (width: Int, height: Int), decodedTo time: Timestamp?
    ) throws -> Bool {
        let cell = CellGrid.cell(at: frame.time)
        if self.cell == cell, self.size == size { return true }
        if let time, queue.byteCount <= budget, !backgrounds.isPassed(cell, at: time) { return false }
        closeCell()
        try openCell(cell, size)
        return true
    }

    private mutating func analyse(_ plane: LumaPlane, _ frame: ScheduledFrame) {
        stages?.begin(.detection)
        analyser?.analyse(plane, at: frame.time, shownUntil: frame.shownUntil)
        stages?.end(.detection)
        framesAnalysed += 1
    }

    private mutating func openCell(_ cell: Int64, _ size: (width: Int, height: Int)) throws {
        let background = try backgrounds.background(for: cell, width: size.width, height: size.height)
        analyser = CellAnalyser(cell: cell, background: background, profile: profile)
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
