/// A camera's background around a point in time: for each pixel, the luma ranges that count as background.
///
/// The background is what keeps coming back. The samples of each pixel, from a window centred on that time, are grouped
/// into modes. The mode with the most separate stable visits wins, no matter how long an object stood in front of it.
/// Modes that flicker (digits, screens, leaves) and modes that last from the middle of the window to one of its ends
/// (parked objects) also count as background. The background is a pure function of its samples and the profile.
package struct Background: Sendable {
    package let width: Int
    package let height: Int
    /// The background as a picture: the strongest mode of each pixel.
    package let picture: LumaPlane
    let ranges: [LumaRanges]
    let anchors: ToneAnchors
    let edges: ShiftMatcher
    /// Mean deviation of steady pixels' samples from their means, in sixteenths.
    let noise: Int
    /// The size of single upright objects, if the samples show it.
    private(set) var usualSize: UsualSize?

    /// Builds the background from 1 to 31 samples of equal size, in time order.
    ///
    /// A single sample shows no background; nothing then counts as foreground.
    package init(samples: [LumaPlane], profile: AnalysisProfile) {
        precondition((1...31).contains(samples.count), "a background has 1 to 31 samples")
        precondition(
            samples.allSatisfy { $0.width == samples[0].width && $0.height == samples[0].height },
            "the samples of a background have the same size")
        width = samples[0].width
        height = samples[0].height
        var builder = BackgroundBuilder(samples: samples, profile: profile)
        builder.build()
        let background = LumaPlane(width: width, height: height, pixels: builder.values)
        let (lowest, highest, extra) = (builder.ranges[0].lowest, builder.ranges[0].highest, builder.ranges[1].highest)
        let isSteady = { (place: Int) in highest[place] &- lowest[place] < 64 && extra[place] == 0 }
        (anchors, edges) = background.pixels.withUnsafeBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { preconditionFailure("a plane has at least one pixel") }
            let (width, height) = (background.width, background.height)
            return (
                ToneAnchors(width: width, height: height, reference: pixels, where: isSteady),
                ShiftMatcher(
                    width: width, height: height, reference: pixels, reach: profile.sway,
                    where: { highest[$0] != 255 || lowest[$0] != 0 })
            )
        }
        picture = background
        ranges = builder.ranges.filter { $0.rows.contains(true) }
        noise = builder.noise
        usualSize = nil
        usualSize = learnSize(from: samples, profile: profile)
    }

    private func learnSize(from samples: [LumaPlane], profile: AnalysisProfile) -> UsualSize? {
        var finder = DetectionFinder(width: width, height: height, profile: profile)
        var estimator = UsualSizeEstimator()
        // Half of the samples show the sizes just as well if there are many.
        for index in stride(from: 0, to: samples.count, by: samples.count > 16 ? 2 : 1) {
            finder.find(in: samples[index], background: self)
            for blob in finder.patches { estimator.add(blob.box, width: width, height: height) }
        }
        return estimator.estimate()
    }
}
