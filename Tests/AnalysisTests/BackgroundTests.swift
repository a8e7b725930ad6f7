import Analysis
import Chronology
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BackgroundTests {
    @Test func theBackgroundIsWhatComesBackHoweverLongItIsHidden() {
        // Six people stand on the spot in turn, 4 samples each; between them it is empty for one or two samples.
        var lumas: [UInt8] = [90, 90]
        for person in 0..<6 {
            lumas += [UInt8](repeating: UInt8(150 + 12 * person), count: 4) + [90] + (person % 2 == 0 ? [] : [90])
        }
        lumas = Array(lumas.prefix(31))
        let background = Background(samples: lumas.map { plane($0) }, profile: .standard)
        #expect(background.picture.pixels[Self.spot] == 90)
    }

    @Test func aSingleSampleShowsNoBackground() {
        let background = Background(samples: [plane(90)], profile: .standard)
        var analyser = CellAnalyser(cell: 0, background: background, profile: .standard)
        for index in 0..<50 {
            let time = Int64(index) * 100_000
            analyser.analyse(
                plane(index % 10 < 5 ? 90 : 200), at: .init(microseconds: time),
                shownUntil: .init(microseconds: time + 100_000))
        }
        #expect(analyser.finish().isEmpty)
    }

    @Test func aPictureOfOnePixelIsAnalysed() {
        let samples = (0..<10).map { _ in LumaPlane(width: 1, height: 1, filledWith: 100) }
        var analyser = CellAnalyser(
            cell: 3, background: Background(samples: samples, profile: .standard), profile: .standard)
        analyser.analyse(
            LumaPlane(width: 1, height: 1, filledWith: 250), at: .init(microseconds: 15_000_000),
            shownUntil: .init(microseconds: 15_040_000))
        #expect(analyser.finish().isEmpty)
    }

    @Test func samplesOfDifferentExposureMakeTheBackgroundOfTheMiddleOne() {
        let samples = [60, 100, 100, 100, 140].map { percent in
            let even = plane(90)
            return LumaPlane(
                width: even.width, height: even.height,
                pixels: even.pixels.map { UInt8(clamping: 16 + (Int($0) - 16) * percent / 100) })
        }
        let background = Background(samples: samples, profile: .standard)
        let worst = zip(background.picture.pixels, plane(90).pixels).map { abs(Int($0) - Int($1)) }.max()
        #expect(worst! <= 3)
    }

    private static let spot = 20 * 64 + 30

    /// Returns a textured picture with a patch of the given luma in the middle.
    private func plane(_ luma: UInt8) -> LumaPlane {
        var pixels = [UInt8](repeating: 0, count: 64 * 48)
        for place in pixels.indices {
            let (row, column) = (place / 64, place % 64)
            pixels[place] = UInt8(60 + column + row % 7 * 9)
        }
        for row in 16..<26 { for column in 26..<36 { pixels[row * 64 + column] = luma } }
        return LumaPlane(width: 64, height: 48, pixels: pixels)
    }
}
