import Analysis
import Chronology
import Footage
import Planning
import Video

/// Analyses the frames of a chunk in order, cell by cell, each against the background of its cell.
///
/// A background needs samples up to a minute ahead. Reduced frames are therefore queued until decoding has passed all
/// samples of their background, so that nothing inside the chunk is decoded twice. If the queue would exceed its memory
/// budget, samples are decoded ahead instead. The results are bit-identical either way.
struct CellReview {
    private let profile: AnalysisProfile
    private let backgrounds: BackgroundSource
    private let stages: StageClock?
    /// Maximum memory for queued frames, in bytes.
    private let budget: Int
    private var queue = FrameQueue()
    private var reducers = ReducerCache()
    /// The reduced picture of the next frame to `take`.
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

    /// Accepts the frame whose picture is in `plane`, and analyses it now or once its background is ready.
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

    /// Analyses the queued frames and returns all tracklets.
    mutating func finish() throws -> [Tracklet] {
        try analyseReady(at: nil)
        closeCell()
        return tracklets
    }

    /// Analyses queued frames until one whose background is not ready.
    ///
    /// - Parameter time: How far decoding has come; nil for the end of the chunk.
    private mutating func analyseReady(at time: Timestamp?) throws {
        while let (frame, size) = queue.first {
            guard try open(frame, size, decodedTo: time) else { return }
            stages?.begin(.holding)
            let plane = queue.removeFirst().plane
            stages?.end(.holding)
            analyse(plane, frame)
        }
    }

    /// Opens the frame's cell if its background can be made by now or the queue has no room left; returns whether it is
    /// open.
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
