import Analysis
import Chronology
import Footage
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TrackLinkerTests {
    @Test func anObjectThatCrossesCellsIsOneTrack() throws {
        let tracks = link((0..<4).flatMap { cell in tracklets(cell: cell) { [box(x: 500 + $0 / 5, y: 4_000)] } })
        try #require(tracks.count == 1)
        #expect(tracks[0].span == TimeSpan(start: .epoch, end: Timestamp(microseconds: 20_000_000)))
        #expect(tracks[0].id == 1)
    }

    @Test func aGapOfTwoSecondsIsClosedAlongTheMotion() throws {
        let tracks = link(
            (0..<2).flatMap { cell in
                tracklets(cell: cell) { (4_000..<6_000).contains($0) ? [] : [box(x: 500 + $0 / 2, y: 4_000)] }
            })
        try #require(tracks.count == 1)
        let middle = tracks[0].points.filter { (4_000_000..<6_000_000).contains($0.time.microseconds) }
        #expect(middle.count >= 8)
        for point in middle { #expect(abs(Int64(point.box.x) - 500 - point.time.microseconds / 2_000) <= 30) }
    }

    @Test func whoVanishesInAGroupAcrossACellEdgeIsWhoComesOutOfIt() throws {
        // Two people walk towards each other, form one patch from 4 to 7 s, and part again.
        let tracks = link(
            (0..<3).flatMap { cell in
                tracklets(cell: cell) { time in
                    if (4_000..<7_000).contains(time) { return [box(x: 4_000, y: 4_000, width: 1_000)] }
                    let apart = time < 4_000 ? (4_000 - time) / 2 : (time - 7_000) / 2
                    return [box(x: 4_000 - apart, y: 4_000), box(x: 4_520 + apart, y: 4_000)]
                }
            })
        try #require(tracks.count == 2)
        for track in tracks {
            #expect(track.span == TimeSpan(start: .epoch, end: Timestamp(microseconds: 15_000_000)))
        }
    }

    @Test func theOrderInWhichTrackletsArriveDoesNotMatter() {
        let all = (0..<6).flatMap { cell in
            tracklets(cell: cell) { time in
                (0..<4).map { box(x: 500 + (time * ($0 + 1)) / 20, y: 500 + 2_000 * $0) }
            }
        }
        #expect(link(all) == link(all.reversed()))
    }

    @Test func whatTremblesInPlaceIsNoTrack() {
        let tracks = link(
            (0..<6).flatMap { cell in tracklets(cell: cell) { [box(x: 4_000 + $0 / 200 % 2 * 90, y: 4_000)] } })
        #expect(tracks.isEmpty)
    }

    @Test func idsFollowTheOrderOfStartThenPosition() {
        let tracks = link(
            tracklets(cell: 0) { time in
                [box(x: 6_000 - time / 2, y: 100)] + (time < 1_000 ? [] : [box(x: 1_000 + time / 2, y: 6_000)])
            })
        #expect(tracks.map(\.id) == [1, 2])
        #expect(tracks.map(\.points[0].box.y) == [100, 6_000])
    }

    private func link(_ tracklets: [Tracklet]) -> [Track] {
        TrackLinker.link(tracklets, profile: .standard)
    }

    private func box(x: Int, y: Int, width: Int = 480) -> Box {
        Box(x: Int32(x), y: Int32(y), width: Int32(width), height: 1_200)
    }

    /// Returns the tracklets of one cell at ten frames a second; `boxes` gives what is seen at a time in milliseconds.
    private func tracklets(cell: Int, _ boxes: (Int) -> [Box]) -> [Tracklet] {
        var tracker = CellTracker(cell: Int64(cell), profile: .standard)
        for index in 0..<50 {
            let time = cell * 5_000 + index * 100
            tracker.add(
                boxes(time).map { Detection(box: $0) }, at: Timestamp(microseconds: Int64(time) * 1_000),
                shownUntil: Timestamp(microseconds: Int64(time + 100) * 1_000))
        }
        return tracker.finish()
    }
}
