import Analysis
import Chronology
import Footage
import Planning
import SeededRandomness
import Timelines

/// A small, noisy, textured scene with objects drawn onto it, analysed like recorded footage.
struct SyntheticScene {
    var width = 160
    var height = 120
    var framesPerSecond = 10
    var seconds: Int
    /// The noise's standard deviation, in quarters of a luma level.
    var noise = 7
    /// The scene's brightness: its typical luma, and how much its surfaces differ.
    var luma = 90
    var contrast = 30
    /// Draws the frame at `time`, in milliseconds, onto the background.
    var draw: (_ canvas: inout SyntheticCanvas, _ time: Int) -> Void

    func time(_ index: Int) -> Timestamp {
        Timestamp(microseconds: Int64(index) * 1_000_000 / Int64(framesPerSecond))
    }

    /// Returns the tracks of the whole scene.
    func tracks(profile: AnalysisProfile = .standard) -> [Track] {
        TrackLinker.link(tracklets(profile: profile), profile: profile)
    }

    func tracklets(profile: AnalysisProfile = .standard) -> [Tracklet] {
        let (empty, grain) = (background(), NoiseTape(deviation: noise, seed: 1))
        let count = seconds * framesPerSecond
        let run = TimeSpan(start: time(0), end: time(count))
        let sampling = Self.sampling(profile: profile, run: run)
        var backgrounds: [Range<Int64>: Background] = [:]
        return CellGrid.cells(in: run).flatMap { cell -> [Tracklet] in
            let steps = sampling.steps(around: cell, in: run)
            let background =
                backgrounds[steps]
                ?? Background(
                    samples: steps.map { step in
                        let start = max(0, sampling.span(ofStep: step).start.microseconds)
                        let rate = Int64(framesPerSecond)
                        return frame(Int((start * rate + 999_999) / 1_000_000), on: empty, grain: grain)
                    }, profile: profile)
            backgrounds = [steps: background]
            var analyser = CellAnalyser(cell: cell, background: background, profile: profile)
            let span = CellGrid.span(of: cell)
            for index in 0..<count where span.contains(time(index)) {
                analyser.analyse(
                    frame(index, on: empty, grain: grain), at: time(index), shownUntil: time(index + 1))
            }
            return analyser.finish()
        }
    }

    /// Returns finer sampling for footage shorter than a window, as workers use it.
    private static func sampling(profile: AnalysisProfile, run: TimeSpan) -> BackgroundSampling {
        let step = Int64(profile.sampleStep) * 1_000
        let count = 2 * Int64(profile.windowReach) * 1_000 / step + 1
        let finer = [8, 3, 2].first { count * step / $0 >= run.duration } ?? 1
        return BackgroundSampling(step: step / finer, count: count)
    }

    private func frame(_ index: Int, on empty: [UInt8], grain: NoiseTape) -> LumaPlane {
        var canvas = SyntheticCanvas(
            width: width, height: height, pixels: empty, random: SeededGenerator(seed: UInt64(index)))
        draw(&canvas, index * 1_000 / framesPerSecond)
        var pixels = canvas.pixels
        grain.add(to: &pixels, frame: index, tone: canvas.tone)
        return LumaPlane(width: width, height: height, pixels: pixels)
    }

    private func background() -> [UInt8] {
        (0..<(width * height)).map { place in
            let (row, column) = (place / width, place % width)
            let fine = ((row / 3 &* 7 ^ column / 3 &* 13) & 3) * contrast / 12
            return UInt8(
                clamping: luma + row * contrast / 120 + ((row / 16 + column / 20) % 2) * contrast + fine)
        }
    }
}
