import SeededRandomness
import Testing

@testable import Analysis

/// People and cars that stand still, with one sample every four seconds.
@Suite(.timeLimit(.minutes(10)))
struct StandingTests {
    private static let spot = 20 * 64 + 30

    /// Returns a textured, slightly noisy picture, with a patch in the middle if `luma` is given.
    private func plane(_ luma: UInt8?, seed: UInt64 = 1) -> LumaPlane {
        var random = SeededGenerator(seed: seed)
        var pixels = [UInt8](repeating: 0, count: 64 * 48)
        for place in pixels.indices {
            let (row, column) = (place / 64, place % 64)
            pixels[place] = UInt8(60 + column + row % 7 * 9) + UInt8.random(in: 0...4, using: &random)
        }
        guard let luma else { return LumaPlane(width: 64, height: 48, pixels: pixels) }
        for row in 14..<34 {
            for column in 26..<36 { pixels[row * 64 + column] = luma + UInt8.random(in: 0...4, using: &random) }
        }
        return LumaPlane(width: 64, height: 48, pixels: pixels)
    }

    /// Returns whether the patch is found in a picture against the background of these samples.
    private func isFound(_ luma: UInt8?, samples: [UInt8?]) -> Bool {
        let planes = samples.enumerated().map { plane($1, seed: UInt64($0 + 2)) }
        let background = Background(samples: planes, profile: .standard)
        var finder = DetectionFinder(width: 64, height: 48, profile: .standard)
        finder.find(in: plane(luma, seed: 99), background: background)
        return !finder.detections.isEmpty
    }

    /// The window spans 15 samples on each side of the middle one.
    @Test(arguments: 0..<15)
    func whoStandsForAMinuteIsSeenAllTheTime(since: Int) {
        let samples: [UInt8?] = (-15...15).map { $0 >= -since && $0 < 15 - since ? 200 : nil }
        #expect(isFound(200, samples: samples))
        #expect(!isFound(nil, samples: samples))
    }

    @Test func whoStandsWhileOthersPassInFrontIsSeenAndLeavesNoGhost() {
        var samples: [UInt8?] = (-15...15).map { abs($0) <= 5 ? 200 : nil }
        samples[13] = 20
        samples[17] = 40
        #expect(isFound(200, samples: samples))
        #expect(!isFound(nil, samples: samples))
    }

    @Test func whatParksIsSeenUntilItStandsAndNotAfter() {
        #expect(isFound(200, samples: (-15...15).map { $0 >= 2 ? 200 : nil }))
        #expect(!isFound(200, samples: (-15...15).map { $0 >= -4 ? 200 : nil }))
        #expect(!isFound(nil, samples: (-15...15).map { $0 >= 2 ? 200 : nil }))
    }

    @Test(arguments: [UInt8(200), 20], 1...3)
    func aSpotTakenByAlikePeopleDoesNotTurnInsideOut(luma: UInt8, gap: Int) {
        // Each person stands for at least four samples; then the spot is empty for one or two.
        let samples: [UInt8?] = (0..<31).map { $0 % (4 * gap + gap) >= gap ? luma : nil }
        #expect(!isFound(nil, samples: samples))
        #expect(isFound(luma, samples: samples))
    }
}
