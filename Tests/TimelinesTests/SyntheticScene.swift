import Analysis
import Footage
import Timelines

/// A small noisy picture of a textured place, with things drawn onto it, analysed as recorded footage is.
struct SyntheticScene {
    var width = 160
    var height = 120
    var framesPerSecond = 10
    var seconds: Int
    /// Draws frame `index`, taken at `time` in milliseconds, onto the background.
    var draw: (_ canvas: inout Canvas, _ time: Int) -> Void

    struct Canvas {
        let width: Int
        let height: Int
        var pixels: [UInt8]

        /// A square with a pattern of its own, cut off at the picture's border.
        mutating func square(x: Int, y: Int, side: Int, luma: Int) {
            rectangle(x: x, y: y, width: side, height: side, luma: luma)
        }

        mutating func rectangle(x: Int, y: Int, width: Int, height: Int, luma: Int) {
            for row in 0..<self.height where row >= y && row < y + height {
                for column in 0..<self.width where column >= x && column < x + width {
                    let pattern = ((row - y) / 3 + (column - x) / 3) % 2 == 0 ? 0 : 24
                    pixels[row * self.width + column] = UInt8(clamping: luma + pattern)
                }
            }
        }

        /// Multiplies everything by `percent`, clipping as a camera does.
        mutating func expose(percent: Int) {
            for index in pixels.indices { pixels[index] = UInt8(clamping: Int(pixels[index]) * percent / 100) }
        }
    }

    func frame(_ index: Int) -> LumaPlane {
        var canvas = Canvas(width: width, height: height, pixels: background)
        draw(&canvas, index * 1_000 / framesPerSecond)
        var state = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
        for place in canvas.pixels.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Two dice: a triangle of noise from -4 to 4.
            let noise = Int(state >> 33) % 5 + Int(state >> 45) % 5 - 4
            canvas.pixels[place] = UInt8(clamping: Int(canvas.pixels[place]) + noise)
        }
        return LumaPlane(width: width, height: height, pixels: canvas.pixels)
    }

    private var background: [UInt8] {
        (0..<(width * height)).map { place in
            let (row, column) = (place / width, place % width)
            return UInt8(clamping: 90 + row / 3 + ((row / 16 + column / 20) % 2) * 30)
        }
    }

    func time(_ index: Int) -> Timestamp {
        Timestamp(microseconds: Int64(index) * 1_000_000 / Int64(framesPerSecond))
    }

    /// The tracks of the whole scene.
    func tracks(profile: AnalysisProfile = .standard) -> [Track] {
        TrackLinker.link(tracklets(profile: profile), profile: profile)
    }

    func tracklets(profile: AnalysisProfile = .standard) -> [Tracklet] {
        let count = seconds * framesPerSecond
        let perCell = 5 * framesPerSecond
        let samples = stride(from: 0, to: count, by: profile.sampleStep * framesPerSecond / 1_000).map { frame($0) }
        let reach = profile.windowReach / profile.sampleStep
        return stride(from: 0, to: count, by: perCell).flatMap { first -> [Tracklet] in
            let middle = (first + perCell / 2) * samples.count / count
            let from = max(0, min(middle - reach, samples.count - 2 * reach - 1))
            let window = samples[from..<min(samples.count, from + 2 * reach + 1)]
            let cell = Int64(first / perCell)
            var analyser = CellAnalyser(
                cell: cell, plate: Plate(samples: Array(window), profile: profile), profile: profile)
            for index in first..<min(count, first + perCell) {
                analyser.analyse(frame(index), at: time(index), shownUntil: time(index + 1))
            }
            return analyser.finish()
        }
    }
}
