import Analysis
import Testing
import Timelines

/// Objects that are fast, stand, hide, cross, or are tiny or huge: each is one track while in sight.
@Suite(.timeLimit(.minutes(5)))
struct HardMotionTests {
    @Test(arguments: [50, 90, 150], [20_000, 19_600])
    func aCarThatLeapsFromFrameToFrameIsOneTrack(percent: Int, start: Int) {
        // The car is out of sight once its rear has left the 240-pixel picture, at 2 pixels per percent and second.
        let sight = 280_000 / (2 * percent)
        HardScenes.fastCar(percent: percent, from: start).expectOneTrack(from: start, to: start + sight)
    }

    @Test func whoStandsForAMinuteAmongFourIsOneTrack() {
        HardScenes.standing().expectOneTrack(from: 59_900, to: 130_100)
    }

    @Test(arguments: [25, 30, 50, 75])
    func whoWalksBehindAPoleIsOneTrack(width: Int) {
        let sight = HardScenes.walkerSight
        HardScenes.pole(width: width).expectOneTrack(from: sight.lowerBound, to: sight.upperBound)
    }

    @Test(arguments: [0, 5, 12], [5, 10])
    func twoWhoCrossKeepTheirIdentities(apart: Int, rate: Int) throws {
        let tracks = HardScenes.crossing(apart: apart, rate: rate).tracks()
        try #require(tracks.count == 2)
        for track in tracks {
            let (first, last) = (track.points[0].box, track.points[track.points.count - 1].box)
            #expect(abs(first.x - last.x) > 8_000, "must cross from one side to the other")
        }
    }

    @Test(arguments: [30, -30])
    func aFarPersonOfFiveByTwelvePixelsIsOneTrack(contrast: Int) {
        HardScenes.far(contrast: contrast).expectOneTrack(from: 10_000, to: 30_000)
    }

    @Test(arguments: [180, 40])
    func aVanThatFillsHalfOfThePictureIsOneTrack(luma: Int) {
        HardScenes.van(luma: luma).expectOneTrack(from: 15_000, to: 21_300)
    }

    @Test func whoComesInAndLeavesAtTheSameEdgeIsOneTrack() {
        HardScenes.visit().expectOneTrack(from: 15_000, to: 23_000)
    }

    @Test func whatCrossesACornerIsOneTrack() {
        HardScenes.corner().expectOneTrack(from: 15_000, to: 16_600)
    }

    @Test func whoWalksStraightTowardsTheCameraAndBackIsOneTrack() {
        HardScenes.approach().expectOneTrack(from: 15_000, to: 38_100)
    }
}
