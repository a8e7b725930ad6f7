package import Chronology
import Footage

/// Follows objects from frame to frame within one cell.
///
/// Works on boxes, not pixels, from any detection source. Objects and detections are paired for the best total fit
/// (`Assignment`). A detector's object ends at the first frame that misses it: linking, which sees both sides of the
/// gap, decides how it continues. For foreground, parts of one object are joined, and objects that merge into one patch
/// keep a box each.
package struct CellTracker: Sendable {
    private let cell: Int64
    private let profile: AnalysisProfile
    private let source: DetectionSource
    private var live: [LiveObject] = []
    private var closed: [Tracklet] = []
    private var firstTime: Timestamp?
    private var lastTime: Timestamp?

    // Scratch space, kept to avoid allocation per frame.
    private var expected: [Box] = []
    private var pairs: [Assignment.Pair] = []
    private var assignment = Assignment()
    /// The object of each detection and the detection of each object, or -1.
    private var taken: [Int] = []
    private var matches: [Int] = []
    private var boxes: [Box] = []

    package init(cell: Int64, profile: AnalysisProfile, source: DetectionSource = .foreground) {
        self.cell = cell
        self.profile = profile
        self.source = source
    }

    /// Adds one frame's detections. Frames must come in presentation order.
    package mutating func add(_ detections: [Detection], at time: Timestamp, shownUntil: Timestamp) {
        if firstTime == nil { firstTime = time }
        lastTime = time
        closeLost(at: time)
        expected.removeAll(keepingCapacity: true)
        for object in live { expected.append(object.expected(at: time, source: source)) }
        boxes.removeAll(keepingCapacity: true)
        for detection in detections { boxes.append(detection.box) }
        match(at: time)
        if source == .foreground { joinParts() }
        for object in live.indices where matches[object] >= 0 {
            let detection = matches[object]
            live[object].see(boxes[detection], as: detections[detection], at: time, shownUntil: shownUntil)
        }
        if source == .foreground { shareMerged(detections, at: time, shownUntil: shownUntil) }
        for detection in detections.indices where taken[detection] < 0 {
            live.append(LiveObject(detections[detection], at: time, shownUntil: shownUntil))
        }
    }

    /// Ends the cell and returns the tracklets in their total order.
    package mutating func finish() -> [Tracklet] {
        for object in live { close(object) }
        live.removeAll()
        defer { closed.removeAll() }
        return closed.sorted()
    }

    private mutating func closeLost(at time: Timestamp) {
        var kept = 0
        for index in live.indices {
            if isLost(live[index], at: time) {
                close(live[index])
            } else {
                if kept < index { live.swapAt(kept, index) }
                kept += 1
            }
        }
        live.removeLast(live.count - kept)
    }

    private func isLost(_ object: LiveObject, at time: Timestamp) -> Bool {
        switch source {
        case .foreground: time.microseconds - object.lastSeen.microseconds > Int64(profile.coastTime) * 1_000
        case .detector: object.end < time
        }
    }

    /// A single foreground sighting counts only if the object may also have been seen in the neighbouring cell.
    private mutating func close(_ object: LiveObject) {
        let touchesEdge = object.points[0].time == firstTime || object.lastSeen == lastTime
        guard object.points.count > 1 || touchesEdge || source == .detector else { return }
        closed.append(object.tracklet(in: cell))
    }

    private mutating func match(at time: Timestamp) {
        pairs.removeAll(keepingCapacity: true)
        for object in live.indices {
            for detection in boxes.indices {
                let gain = live[object].affinity(
                    of: boxes[detection], expected: expected[object], at: time, source: source)
                if gain > 0 { pairs.append(Assignment.Pair(row: object, column: detection, gain: gain)) }
            }
        }
        assignment.solve(rowCount: live.count, columnCount: boxes.count, pairs: pairs)
        matches.removeAll(keepingCapacity: true)
        for object in live.indices { matches.append(assignment.columns[object]) }
        taken.removeAll(keepingCapacity: true)
        for detection in boxes.indices { taken.append(assignment.rows[detection]) }
    }

    /// Adds each unmatched detection to the object whose expected box contains it, if that improves the object's fit.
    private mutating func joinParts() {
        for part in boxes.indices where taken[part] < 0 {
            var best = -1
            var bestCommon: Int64 = 0
            for object in live.indices where matches[object] >= 0 {
                let common = boxes[part].commonArea(with: expected[object])
                if common > bestCommon && common * 10 >= boxes[part].area * 6 {
                    best = object
                    bestCommon = common
                }
            }
            guard best >= 0 else { continue }
            let whole = boxes[matches[best]].united(with: boxes[part])
            let before = boxes[matches[best]].overlap(with: expected[best])
            guard whole.overlap(with: expected[best]) >= before else { continue }
            boxes[matches[best]] = whole
            taken[part] = best
        }
    }

    /// Gives an object without a detection its share of the detection that swallowed it.
    private mutating func shareMerged(_ detections: [Detection], at time: Timestamp, shownUntil: Timestamp) {
        for object in live.indices where matches[object] < 0 && live[object].points.count >= 4 {
            var best = -1
            var bestCommon: Int64 = 0
            for detection in boxes.indices where taken[detection] >= 0 {
                let common = boxes[detection].commonArea(with: expected[object])
                if common > bestCommon && common * 10 >= expected[object].area * 6 {
                    best = detection
                    bestCommon = common
                }
            }
            guard best >= 0 else { continue }
            share(best, among: object, and: taken[best], detection: detections[best], at: time, shownUntil: shownUntil)
        }
    }

    private mutating func share(
        _ shared: Int, among late: Int, and first: Int, detection: Detection, at time: Timestamp, shownUntil: Timestamp
    ) {
        let whole = boxes[shared]
        let room = expected[late].united(with: expected[first])
        let across = (whole.doubledCentre.x - room.doubledCentre.x) / 2
        let down = (whole.doubledCentre.y - room.doubledCentre.y) / 2
        live[late].ride(
            expected[late].moved(byX: across, y: down).kept(within: whole), at: time, shownUntil: shownUntil)
        guard whole.area * 10 > expected[first].area * 13 else { return }
        live[first].rideInstead(expected[first].moved(byX: across, y: down).kept(within: whole), at: time)
    }
}
