import Testing

/// Weather, darkness and changing light produce no tracks and hide no one.
@Suite(.timeLimit(.minutes(5)))
struct WeatherTests {
    @Test(arguments: [(40, true), (60, false), (60, true)])
    func rainIsNoObjectAndHidesNoWalker(streaks: Int, withWalker: Bool) {
        expectOnlyTheWalker(in: HardScenes.rain(streaks: streaks, withWalker: withWalker), isThere: withWalker)
    }

    @Test(arguments: [40, 120], [false, true])
    func leavesThatSwayAreNoObjectAndHideNoWalker(contrast: Int, withWalker: Bool) {
        expectOnlyTheWalker(in: HardScenes.leaves(contrast: contrast, withWalker: withWalker), isThere: withWalker)
    }

    @Test(arguments: [false, true])
    func theNoiseOfTheNightIsNoObjectAndHidesNoWalker(withWalker: Bool) {
        expectOnlyTheWalker(in: HardScenes.night(sigma: 8, withWalker: withWalker), isThere: withWalker)
    }

    @Test(arguments: [80, 120], [1, 1_500])
    func aStepOfTheExposureAndBackChangesNothing(percent: Int, ramp: Int) {
        expectOnlyTheWalker(in: HardScenes.exposure(percent: percent, ramp: ramp, withWalker: true), isThere: true)
    }

    @Test(arguments: [20, 40], [false, true])
    func theShadowOfACloudIsNoObject(percent: Int, withWalker: Bool) {
        expectOnlyTheWalker(in: HardScenes.cloud(percent: percent, withWalker: withWalker), isThere: withWalker)
    }

    @Test(arguments: [(60, false), (60, true), (150, true)])
    func theSwitchToInfraRedMakesNoObjectAndEndsNone(seconds: Int, withWalker: Bool) {
        expectOnlyTheWalker(in: HardScenes.infraRed(withWalker: withWalker, seconds: seconds), isThere: withWalker)
    }

    private func expectOnlyTheWalker(in scene: SyntheticScene, isThere: Bool) {
        scene.expectOneTrack(
            from: isThere ? HardScenes.walkerSight.lowerBound : nil, to: HardScenes.walkerSight.upperBound)
    }
}
