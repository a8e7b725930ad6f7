/// Works out a plate row by row; most pixels never change and are done by vector loops.
struct PlateBuilder {
    private let samples: [LumaPlane]
    private let profile: AnalysisProfile
    private let width: Int
    private let height: Int
    private let alignments: [SampleAlignment]
    private(set) var values: [UInt8]
    private(set) var ranges: [LumaRanges]
    /// The steady pixels' number and summed deviations.
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

    /// The mean deviation of pixels that show one mode only, in sixteenths.
    var noise: Int { steady.deviation * 16 / max(1, steady.count * samples.count) }

    mutating func build() {
        let count = samples.count
        let capacity = width
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: (count + 2) * capacity) { bytes in
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 2 * capacity) { sums in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PixelHistory.stepCount) { steps in
                    guard let bytes = bytes.baseAddress, let sums = sums.baseAddress, let steps = steps.baseAddress
                    else { return }
                    steps.initialize(repeating: 0, count: PixelHistory.stepCount)
                    let history = PixelHistory(count: count, tolerance: profile.modeTolerance, scratch: steps)
                    for row in 0..<height {
                        load(row, into: bytes)
                        summarise(bytes, extremes: bytes + count * capacity, sums: sums)
                        decide(row, bytes, extremes: bytes + count * capacity, sums: sums, history: history)
                    }
                }
            }
        }
        for mode in ranges.indices where ranges[mode].rows.contains(true) { ranges[mode].widen(width: width) }
    }

    /// One row of every sample, one after the other, at the reference's exposure and place.
    private func load(_ row: Int, into bytes: UnsafeMutablePointer<UInt8>) {
        for index in samples.indices {
            let alignment = alignments[index]
            let line = min(max(row + alignment.shift.down, 0), height - 1)
            samples[index].pixels.withUnsafeBufferPointer { pixels in
                guard let source = pixels.baseAddress.map({ $0 + line * width }) else { return }
                alignment.copyRow(source, to: bytes + index * width, width: width)
            }
        }
    }

    /// Per column the extremes, the mean (into the first sums) and the summed deviation (into the second).
    private func summarise(
        _ bytes: UnsafePointer<UInt8>, extremes: UnsafeMutablePointer<UInt8>, sums: UnsafeMutablePointer<UInt16>
    ) {
        let count = samples.count
        let (lowest, highest) = (extremes, extremes + width)
        let (means, deviations) = (sums, sums + width)
        for column in 0..<width {
            lowest[column] = bytes[column]
            highest[column] = bytes[column]
            means[column] = UInt16(truncatingIfNeeded: count / 2) &+ UInt16(bytes[column])
            deviations[column] = 0
        }
        for index in 1..<max(1, count) {
            let sample = bytes + index * width
            for column in 0..<width {
                let value = sample[column]
                lowest[column] = min(lowest[column], value)
                highest[column] = max(highest[column], value)
                means[column] &+= UInt16(value)
            }
        }
        // Exact for every sum of 31 bytes: the error of the reciprocal is below 1/65536 of a level.
        let reciprocal = UInt32((65_536 + count - 1) / count)
        for column in 0..<width {
            means[column] = UInt16(truncatingIfNeeded: (UInt32(means[column]) &* reciprocal) &>> 16)
        }
        for index in 0..<count {
            let sample = bytes + index * width
            for column in 0..<width {
                let value = UInt16(sample[column])
                let mean = means[column]
                deviations[column] &+= max(value, mean) &- min(value, mean)
            }
        }
    }

    private mutating func decide(
        _ row: Int, _ bytes: UnsafePointer<UInt8>, extremes: UnsafePointer<UInt8>, sums: UnsafePointer<UInt16>,
        history: PixelHistory
    ) {
        let count = samples.count
        let tolerance = UInt8(clamping: 2 * profile.modeTolerance)
        var modes = (PixelHistory.Mode(), PixelHistory.Mode(), PixelHistory.Mode())
        var rival = PixelHistory.Mode()
        ranges[0].rows[row] = true
        for column in 0..<width {
            let offset = row &* width &+ column
            if count >= 2 && extremes[width &+ column] &- extremes[column] <= tolerance {
                let value = Int(sums[column])
                steady.count &+= 1
                steady.deviation &+= Int(sums[width &+ column])
                values[offset] = UInt8(truncatingIfNeeded: value)
                set(0, offset, value: value, deviation: Int(sums[width &+ column]) &* 16 / count)
                continue
            }
            let found = history.backgroundModes(bytes + column, stride: width, into: &modes, rival: &rival)
            values[offset] = UInt8(clamping: found == 0 ? Int(sums[column]) : modes.0.value)
            if found == 0 {
                ranges[0].lowest[offset] = 0
                ranges[0].highest[offset] = 255
                continue
            }
            set(0, offset, value: modes.0.value, deviation: modes.0.deviation)
            if found > 1 { set(1, offset, value: modes.1.value, deviation: modes.1.deviation) }
            if found > 2 { set(2, offset, value: modes.2.value, deviation: modes.2.deviation) }
            if found > 1 { ranges[1].rows[row] = true }
            if found > 2 { ranges[2].rows[row] = true }
        }
    }

    @inline(__always)
    private mutating func set(_ mode: Int, _ offset: Int, value: Int, deviation: Int) {
        let reach = min(64, max(profile.threshold, deviation &* profile.noiseFactor &>> 8))
        ranges[mode].lowest[offset] = UInt8(truncatingIfNeeded: max(0, value &- reach))
        ranges[mode].highest[offset] = UInt8(truncatingIfNeeded: min(255, value &+ reach))
    }
}
