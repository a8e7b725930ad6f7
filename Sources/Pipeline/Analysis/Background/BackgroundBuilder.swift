import CKernels

/// Builds a background row by row. Most pixels never change and are handled by vector loops.
struct BackgroundBuilder {
    private let samples: [LumaPlane]
    private let profile: AnalysisProfile
    private let width: Int
    private let height: Int
    private let alignments: [SampleAlignment]
    private(set) var values: [UInt8]
    private(set) var ranges: [LumaRanges]
    /// Number of unchanged pixels and the sum of their deviations.
    private var steady = (count: 0, deviation: 0)

    init(samples: [LumaPlane], profile: AnalysisProfile) {
        self.samples = samples
        self.profile = profile
        width = samples[0].width
        height = samples[0].height
        alignments = SampleAlignment.all(of: samples, profile: profile)
        values = [UInt8](repeating: 0, count: width * height)
        let none = LumaRanges(width: width, height: height)
        ranges = [none, none, none]
    }

    /// Mean deviation of pixels that never change, in sixteenths.
    var noise: Int { steady.deviation * 16 / max(1, steady.count * samples.count) }

    mutating func build() {
        let count = samples.count
        // Kernels read whole blocks of pixels, so the last one may extend past the end of its row.
        var rows = [UInt8](repeating: 0, count: count * width + RowSummary.block)
        var summary = RowSummary(width: width, count: count, tolerance: count < 2 ? nil : 2 * profile.modeTolerance) {
            reach(deviation: $0 &* 16 / count)
        }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PixelHistory.stepCount) { steps in
            guard let steps = steps.baseAddress else { return }
            steps.initialize(repeating: 0, count: PixelHistory.stepCount)
            let segments = SceneChanges.segments(
                of: samples, alignments: alignments, tolerance: profile.modeTolerance)
            let history = PixelHistory(
                count: count, tolerance: profile.modeTolerance, segments: segments, scratch: steps)
            rows.withUnsafeMutableBufferPointer { rows in
                guard let rows = rows.baseAddress else { return }
                for row in 0..<height {
                    load(row, into: rows)
                    summary.take(rows, into: &ranges[0], values: &values, at: row * width)
                    ranges[0].rows[row] = true
                    summary.addUnchanged(to: &steady)
                    decide(row, rows, summary: summary, history: history)
                }
            }
        }
        for mode in ranges.indices where ranges[mode].rows.contains(true) { ranges[mode].widen(width: width) }
    }

    /// Loads one row of every sample, one after the other, aligned to the reference in exposure and position.
    private func load(_ row: Int, into bytes: UnsafeMutablePointer<UInt8>) {
        samples.withUnsafeBufferPointer { samples in
            alignments.withUnsafeBufferPointer { alignments in
                for index in samples.indices {
                    let line = min(max(row + alignments[index].shift.down, 0), height - 1)
                    samples[index].pixels.withUnsafeBufferPointer { pixels in
                        guard let source = pixels.baseAddress else { return }
                        alignments[index].copyRow(source + line * width, to: bytes + index * width, width: width)
                    }
                }
            }
        }
    }

    /// Groups the samples of changed pixels into modes.
    private mutating func decide(
        _ row: Int, _ bytes: UnsafePointer<UInt8>, summary: RowSummary, history: PixelHistory
    ) {
        var modes = (PixelHistory.Mode(), PixelHistory.Mode(), PixelHistory.Mode())
        summary.forEachChange(in: bytes) { column, samples in
            let offset = row &* width &+ column
            let found = history.backgroundModes(samples, into: &modes)
            guard found > 0 else {
                ranges[0].lowest[offset] = 0
                ranges[0].highest[offset] = 255
                return
            }
            values[offset] = UInt8(clamping: modes.0.value)
            set(0, offset, value: modes.0.value, deviation: modes.0.deviation)
            if found > 1 { set(1, offset, value: modes.1.value, deviation: modes.1.deviation) }
            if found > 2 { set(2, offset, value: modes.2.value, deviation: modes.2.deviation) }
            if found > 1 { ranges[1].rows[row] = true }
            if found > 2 { ranges[2].rows[row] = true }
        }
    }

    private mutating func set(_ mode: Int, _ offset: Int, value: Int, deviation: Int) {
        let reach = Int(reach(deviation: deviation))
        ranges[mode].lowest[offset] = UInt8(truncatingIfNeeded: max(0, value &- reach))
        ranges[mode].highest[offset] = UInt8(truncatingIfNeeded: min(255, value &+ reach))
    }

    /// How far a mode's range extends to each side; `deviation` is in sixteenths.
    private func reach(deviation: Int) -> UInt8 {
        UInt8(min(64, max(profile.threshold, deviation &* profile.noiseFactor &>> 8)))
    }
}
