import CKernels

/// Maps a sample's pixels to the exposure and position of the window's reference sample.
struct SampleAlignment: Sendable {
    private(set) var curve = ToneCurve.identity
    private(set) var shift = PixelShift()

    /// Aligns all samples to the one of median brightness.
    static func all(of samples: [LumaPlane], profile: AnalysisProfile) -> [SampleAlignment] {
        let order = samples.indices.map { index in
            (brightness: kernels_total(samples[index].pixels, samples[index].pixels.count), index: index)
        }.sorted { $0 < $1 }
        let middle = order[order.count / 2].index
        let (width, height) = (samples[middle].width, samples[middle].height)
        return samples[middle].pixels.withUnsafeBufferPointer { reference in
            guard let reference = reference.baseAddress else { return [] }
            let anchors = ToneAnchors(width: width, height: height, reference: reference) { _ in true }
            let edges = ShiftMatcher(
                width: width, height: height, reference: reference, reach: profile.sway, where: { _ in true })
            var matcher = ToneMatcher()
            return samples.indices.map { index in
                var alignment = SampleAlignment()
                guard index != middle else { return alignment }
                samples[index].pixels.withUnsafeBufferPointer { pixels in
                    guard let pixels = pixels.baseAddress else { return }
                    matcher.match(pixels, anchors: anchors)
                    alignment.curve = matcher.curve
                    alignment.shift = edges.shift(of: pixels, table: matcher.curve.table)
                }
                return alignment
            }
        }
    }

    /// Returns one of the sample's pixels in the reference's exposure and position.
    @inline(__always)
    func value(of sample: LumaPlane, _ column: Int, _ row: Int) -> UInt8 {
        let line = min(max(row + shift.down, 0), sample.height - 1)
        let place = min(max(column + shift.across, 0), sample.width - 1)
        return curve.table[Int(sample.pixels[line * sample.width + place])]
    }

    /// Copies a row; columns uncovered by the shift repeat the nearest one.
    @inline(__always)
    func copyRow(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, width: Int) {
        if curve.isIdentity && shift.across == 0 {
            target.update(from: source, count: width)
            return
        }
        let first = min(width, max(0, -shift.across))
        let last = max(first, min(width, width - shift.across))
        kernels_map(source + first + shift.across, target + first, last - first, curve.table)
        for column in 0..<first { target[column] = curve.table[Int(source[0])] }
        for column in last..<width { target[column] = curve.table[Int(source[width - 1])] }
    }
}
