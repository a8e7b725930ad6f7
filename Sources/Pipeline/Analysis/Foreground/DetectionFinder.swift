/// Finds the objects of one frame: corrects exposure, marks foreground, forms patches and selects objects.
package struct DetectionFinder: Sendable {
    private let width: Int
    private let height: Int
    private let profile: AnalysisProfile
    private var matcher = ToneMatcher()
    private var shift = PixelShift()
    private var mask: ForegroundMask
    private var solid: SolidMask
    private var blobs: BlobFinder
    private var corrected: CorrectedPicture
    private var splitter = GroupSplitter()
    /// The last frame's patches of foreground, before any are split.
    private(set) var patches: [Blob] = []
    /// The last frame's objects, ordered by their first pixel from the top left.
    package private(set) var detections: [Detection] = []

    package init(width: Int, height: Int, profile: AnalysisProfile) {
        self.width = width
        self.height = height
        self.profile = profile
        mask = ForegroundMask(width: width, height: height)
        solid = SolidMask(width: width, height: height, profile: profile)
        blobs = BlobFinder(width: width, height: height)
        corrected = CorrectedPicture(width: width, height: height)
    }

    /// The curve that mapped the last frame to its background's exposure.
    package var curve: ToneCurve { matcher.curve }

    package mutating func find(in plane: LumaPlane, background: Background) {
        precondition(plane.width == width && plane.height == height, "frames and background have the same size")
        plane.pixels.withUnsafeBufferPointer { pixels in
            background.picture.pixels.withUnsafeBufferPointer { reference in
                guard let pixels = pixels.baseAddress, let reference = reference.baseAddress else { return }
                matcher.match(pixels, anchors: background.anchors)
                shift = background.edges.shift(of: pixels, table: matcher.curve.table)
                if !shift.isNone {
                    corrected.fill(from: pixels, curve: matcher.curve, shift: shift, background: reference)
                    mask.mark(corrected.pixels, background: background, curve: matcher.curve.clipping)
                    locate(in: corrected, raw: pixels, reference: reference, background: background)
                } else {
                    mask.mark(pixels, background: background, curve: matcher.curve)
                    guard !matcher.curve.isIdentity else {
                        return locate(pixels, raw: nil, reference: reference, background: background)
                    }
                    corrected.fill(from: pixels, curve: matcher.curve, around: mask.bits)
                    locate(in: corrected, raw: pixels, reference: reference, background: background)
                }
            }
        }
    }

    private mutating func locate(
        in picture: CorrectedPicture, raw: UnsafePointer<UInt8>, reference: UnsafePointer<UInt8>, background: Background
    ) {
        picture.pixels.withUnsafeBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { return }
            locate(pixels, raw: raw, reference: reference, background: background)
        }
    }

    /// Finds the objects among the marked pixels. Reads only these and their neighbours.
    private mutating func locate(
        _ pixels: UnsafePointer<UInt8>, raw: UnsafePointer<UInt8>?, reference: UnsafePointer<UInt8>,
        background: Background
    ) {
        solid.mark(mask.bits, pixels: pixels, raw: raw, background: reference, noise: background.noise)
        blobs.find(in: solid.bits, pixels: pixels, background: reference, joinGap: profile.joinGap)
        let sway = SwayTest(
            mask: solid.bits, pixels: pixels, background: reference, reach: min(3, profile.sway),
            tolerance: profile.threshold)
        select(sway, background: background)
    }

    /// Drops patches that are too small or only background that moved a little, and gives touching people a box each.
    private mutating func select(_ sway: SwayTest, background: Background) {
        detections.removeAll(keepingCapacity: true)
        let smallest = max(4, width * height * profile.minimumArea / 1_000_000)
        patches.removeAll(keepingCapacity: true)
        for blob in blobs.blobs where blob.area * 3 >= smallest && !sway.explains(blob) { patches.append(blob) }
        PartJoiner.join(&patches, usual: background.usualSize)
        patches.removeAll { $0.area < smallest || $0.isSliver }
        for blob in patches {
            let confidence = Int32(min(10_000, 5_000 + blob.contrast * 100 / blob.area))
            if let usual = background.usualSize, splitter.split(blob, of: mask.bits, usual: usual) {
                for box in splitter.boxes { report(box, appearance: blob.appearance, confidence: confidence) }
            } else {
                report(blob.box, appearance: blob.appearance, confidence: confidence)
            }
        }
    }

    private mutating func report(_ box: PixelBox, appearance: Appearance, confidence: Int32) {
        var appearance = appearance
        appearance.settle()
        let whole = PixelBox(left: 0, top: 0, right: width, bottom: height)
        let box = Box(box.intersection(whole), width: width, height: height)
        guard box.width >= profile.minimumObjectWidth, box.height >= profile.minimumObjectHeight else { return }
        detections.append(Detection(box: box, appearance: appearance, confidence: confidence))
    }
}
