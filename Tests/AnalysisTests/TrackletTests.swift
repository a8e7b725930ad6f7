import Analysis
import Chronology
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TrackletTests {
    @Test func aTrackletIsTheSameAfterStorage() throws {
        let tracklets = tracklets()
        try #require(!tracklets.isEmpty)
        for tracklet in tracklets { #expect(Tracklet(encoded: tracklet.encoded()) == tracklet) }
        for tracklet in tracklets {
            let checked = try #require(EncodedTracklet(checking: tracklet.encoded()))
            #expect(checked == EncodedTracklet(tracklet) && checked.tracklet == tracklet)
        }
    }

    @Test func damagedBytesAreRefused() throws {
        let bytes = try #require(tracklets().first).encoded()
        for length in 0..<bytes.count { #expect(Tracklet(encoded: Array(bytes.prefix(length))) == nil) }
        #expect(Tracklet(encoded: bytes + [0]) == nil)
        #expect(Tracklet(encoded: [99] + bytes.dropFirst()) == nil)
        for length in 0..<bytes.count { #expect(EncodedTracklet(checking: Array(bytes.prefix(length))) == nil) }
        #expect(EncodedTracklet(checking: bytes + [0]) == nil)
    }

    @Test func aPointTakesLessThanTenBytes() throws {
        let tracklet = try #require(tracklets().first)
        #expect(tracklet.encoded().count < 10 * tracklet.points.count + 40)
    }

    @Test func picturesAMicrosecondApartDoNotEndTheReview() {
        var tracker = CellTracker(cell: 0, profile: .standard)
        for (time, across) in [(Int64(0), Int32(0)), (1, 600), (2, 1_200), (4_900_000, 1_800), (4_950_000, 1_900)] {
            let time = Timestamp(microseconds: time)
            let box = Box(x: across, y: 4_000, width: 1_000, height: 1_000)
            tracker.add([Detection(box: box)], at: time, shownUntil: time.advanced(byMicroseconds: 1))
        }
        #expect(!tracker.finish().isEmpty)
    }

    /// Returns the tracklets of two objects that pass each other at 25 frames a second, before the epoch.
    private func tracklets() -> [Tracklet] {
        var tracker = CellTracker(cell: -2, profile: .standard)
        for index in 0..<125 {
            let time = Timestamp(microseconds: -10_000_000 + Int64(index) * 40_000)
            let across = Int32(index * 50)
            tracker.add(
                [
                    Detection(box: Box(x: across, y: 2_000, width: 500, height: 1_200)),
                    Detection(box: Box(x: 8_000 - across, y: 6_000, width: 700, height: 900)),
                ], at: time, shownUntil: time.advanced(byMicroseconds: 40_000))
        }
        return tracker.finish()
    }
}
