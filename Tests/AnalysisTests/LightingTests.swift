import SeededRandomness
import Testing

@testable import Analysis

/// Changes of light that must not be reported as objects.
@Suite(.timeLimit(.minutes(10)))
struct LightingTests {
    private static let (width, height) = (160, 120)

    /// Returns a picture of surfaces of varying brightness, with noise of about `noise` levels.
    private func plane(
        seed: UInt64, noise: Int = 2, scene: (_ column: Int, _ row: Int) -> Int = { Self.surface($0, $1) },
        light: (_ luma: Int, _ column: Int, _ row: Int) -> Int = { luma, _, _ in luma }
    ) -> LumaPlane {
        var random = SeededGenerator(seed: seed)
        var plane = LumaPlane(width: Self.width, height: Self.height)
        for row in 0..<Self.height {
            for column in 0..<Self.width {
                let bits = random.next()
                // The mean of two uniform values gives a triangular distribution.
                let bell = (Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) - 0xFFFF) * noise * 2 / 0x10000
                plane.pixels[row * Self.width + column] = UInt8(clamping: light(scene(column, row), column, row) + bell)
            }
        }
        return plane
    }

    /// Returns the luma of a pattern of 16 x 12 pixel stones, each of its own brightness.
    private static func surface(_ column: Int, _ row: Int) -> Int {
        60 + (column / 16 * 37 + row / 12 * 23) % 90
    }

    private func boxes(of picture: LumaPlane, against samples: [LumaPlane]) -> [Box] {
        boxes(of: picture, on: Background(samples: samples, profile: .standard))
    }

    private func boxes(of picture: LumaPlane, on background: Background) -> [Box] {
        var finder = DetectionFinder(width: Self.width, height: Self.height, profile: .standard)
        finder.find(in: picture, background: background)
        return finder.detections.map(\.box)
    }

    private func samples(noise: Int = 2, scene: @escaping (Int, Int) -> Int = { Self.surface($0, $1) }) -> [LumaPlane] {
        (0..<15).map { plane(seed: UInt64($0), noise: noise, scene: scene) }
    }

    @Test(arguments: [60, 90, 110, 150])
    func aChangeOfExposureIsNoObject(percent: Int) {
        let picture = plane(seed: 77, light: { luma, _, _ in 16 + (luma - 16) * percent / 100 })
        #expect(boxes(of: picture, against: samples()).isEmpty)
    }

    @Test(arguments: [60, 125])
    func whatIsBurntInDoesNotShowWhenTheExposureChanges(percent: Int) {
        func isText(_ column: Int, _ row: Int) -> Bool { row < 14 && row > 3 && column % 9 < 3 && column < 90 }
        let scene = { isText($0, $1) ? 200 : Self.surface($0, $1) }
        let picture = plane(seed: 77, scene: scene) { luma, column, row in
            isText(column, row) ? luma : 16 + (luma - 16) * percent / 100
        }
        #expect(boxes(of: picture, against: samples(scene: scene)).isEmpty)
    }

    /// Under infrared light every surface has a different luma than by day.
    @Test(arguments: [-8, -3, 0, 1, 5])
    func theSwitchToInfraRedIsNoObject(samplesSince: Int) {
        let infraRed = { (column: Int, row: Int) in 50 + (column / 16 * 61 + row / 12 * 47) % 110 }
        let samples = (0..<31).map { index in
            index - 15 > -samplesSince ? plane(seed: UInt64(index), scene: infraRed) : plane(seed: UInt64(index))
        }
        let now = samplesSince > 0 ? plane(seed: 77, scene: infraRed) : plane(seed: 77)
        #expect(boxes(of: now, against: samples).isEmpty)
    }

    @Test(arguments: [40, 100])
    func theGlowOfHeadlightsOnTheRoadIsNoObject(middle: Int) {
        let night = { (column: Int, row: Int) in 24 + (column / 40 + row / 30) % 2 * 6 }
        let picture = plane(seed: 77, scene: night) { luma, column, row in
            let (across, down) = (column - middle, 2 * (row - 60))
            let distance = (across * across + down * down) / 40
            return luma + 4_800 / (40 + distance)
        }
        #expect(boxes(of: picture, against: samples(scene: night)).isEmpty)
    }

    @Test func headlightsDoNotLengthenACar() throws {
        let night = { (column: Int, row: Int) in 24 + (column / 40 + row / 30) % 2 * 6 }
        let picture = plane(seed: 77, scene: night) { luma, column, row in
            if (40..<80).contains(column), (50..<70).contains(row) { return 90 + (column / 6 + row / 5) % 3 * 25 }
            guard column >= 80 else { return luma }
            let (across, down) = ((column - 80) / 2, row - 60)
            return luma + 3_600 / (40 + (across * across + 4 * down * down) / 20)
        }
        let box = try #require(boxes(of: picture, against: samples(scene: night)).first)
        #expect(abs(Int(box.x) - 2_500) <= 200)
        #expect(abs(Int(box.right) - 5_000) <= 400)
    }

    @Test func aSoftShadowIsNoObject() {
        let picture = plane(
            seed: 77,
            light: { luma, column, row in
                // Half as bright in the middle, fading out over twenty pixels on each side.
                let distance = min(20, max(abs(column - 80) / 2, abs(row - 60)))
                return luma * (20 + distance) / 40
            })
        #expect(boxes(of: picture, against: samples()).isEmpty)
    }

    @Test(arguments: [2, 6, 9])
    func nightNoiseIsNoObject(noise: Int) {
        let night = { (column: Int, row: Int) in 40 + (column / 40 + row / 30) % 2 * 10 }
        let background = Background(samples: samples(noise: noise, scene: night), profile: .standard)
        for seed in 100..<105 {
            #expect(boxes(of: plane(seed: UInt64(seed), noise: noise, scene: night), on: background).isEmpty)
        }
    }

    @Test func aScreenThatFlickersIsNoObject() {
        func scene(_ seed: Int) -> (Int, Int) -> Int {
            { column, row in
                let isScreen = (60..<100).contains(column) && (40..<70).contains(row)
                return isScreen ? [40, 200, 120][seed * 5 % 7 % 3] : Self.surface(column, row)
            }
        }
        let samples = (0..<31).map { plane(seed: UInt64($0), scene: scene($0)) }
        let background = Background(samples: samples, profile: .standard)
        for seed in 40..<47 {
            #expect(boxes(of: plane(seed: UInt64(seed), scene: scene(seed)), on: background).isEmpty)
        }
    }

    @Test func anObjectIsSeenInTheDarkAndInTheNoise() {
        let night = { (column: Int, row: Int) in 40 + (column / 40 + row / 30) % 2 * 10 }
        let picture = plane(seed: 77, noise: 8, scene: night) { luma, column, row in
            (70..<84).contains(column) && (40..<76).contains(row) ? 110 + (row / 6) % 2 * 30 : luma
        }
        #expect(!boxes(of: picture, against: samples(noise: 8, scene: night)).isEmpty)
    }
}
