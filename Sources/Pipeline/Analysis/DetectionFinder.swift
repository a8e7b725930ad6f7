/// Finds the objects of one frame: exposure, foreground, patches, and which of them are objects.
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
    private var objects: [Blob] = []
    /// The last frame's objects, in the order of their first pixel from the top left.
    package private(set) var detections: [Detection] = []

    package init(width: Int, height: Int, profile: AnalysisProfile) {
        self.width = width
        self.height = height
        self.profile = profile
        mask = ForegroundMask(width: width, height: height)
        solid = SolidMask(width: width, height: height)
        blobs = BlobFinder(width: width, height: height)
        corrected = CorrectedPicture(width: width, height: height)
    }

    /// The curve that took the last frame to its plate's exposure.
    package var curve: ToneCurve { matcher.curve }

    package mutating func find(in plane: LumaPlane, plate: Plate) {
        precondition(plane.width == width && plane.height == height, "frames and plate have the same size")
        plane.pixels.withUnsafeBufferPointer { pixels in
            plate.picture.pixels.withUnsafeBufferPointer { background in
                guard let pixels = pixels.baseAddress, let background = background.baseAddress else { return }
                matcher.match(pixels, anchors: plate.anchors)
                shift = plate.edges.shift(of: pixels, table: matcher.curve.table)
                if !shift.isNone {
                    corrected.fill(from: pixels, curve: matcher.curve, shift: shift, background: background)
                    mask.mark(corrected.pixels, plate: plate, curve: matcher.curve.clipping)
                    locate(in: corrected, background: background)
                } else {
                    mask.mark(pixels, plate: plate, curve: matcher.curve)
                    if matcher.curve.isIdentity { return locate(pixels, background: background) }
                    corrected.fill(from: pixels, curve: matcher.curve, around: mask.bits)
                    locate(in: corrected, background: background)
                }
            }
        }
    }

    private mutating func locate(in picture: CorrectedPicture, background: UnsafePointer<UInt8>) {
        picture.pixels.withUnsafeBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { return }
            locate(pixels, background: background)
        }
    }

    /// Finds the objects among the marked pixels; looks at these and their neighbours alone.
    private mutating func locate(_ pixels: UnsafePointer<UInt8>, background: UnsafePointer<UInt8>) {
        solid.mark(mask.bits, pixels: pixels, plate: background)
        blobs.find(in: solid.bits, pixels: pixels, plate: background, joinGap: profile.joinGap)
        let sway = SwayTest(
            mask: solid.bits, pixels: pixels, plate: background, reach: min(3, profile.sway),
            tolerance: profile.threshold)
        select(sway)
    }

    /// Drops what is too small or nothing but background that moved a little.
    private mutating func select(_ sway: SwayTest) {
        detections.removeAll(keepingCapacity: true)
        let smallest = max(4, width * height * profile.minimumArea / 1_000_000)
        objects.removeAll(keepingCapacity: true)
        for blob in blobs.blobs where blob.area * 3 >= smallest && !sway.explains(blob) { objects.append(blob) }
        PartJoiner.join(&objects)
        for var blob in objects where blob.area >= smallest && !blob.isSliver {
            blob.appearance.settle()
            detections.append(
                Detection(
                    box: Box(blob.box, width: width, height: height), appearance: blob.appearance,
                    confidence: Int32(min(10_000, 5_000 + blob.contrast * 100 / blob.area))))
        }
    }
}
