/// Finds the objects of one frame: exposure, foreground, patches, and which of them are objects.
package struct DetectionFinder: Sendable {
    private let width: Int
    private let height: Int
    private let profile: AnalysisProfile
    private var matcher = ToneMatcher()
    private var mask: ForegroundMask
    private var solid: SolidMask
    private var blobs: BlobFinder
    private var normalised: [UInt8]
    /// The last frame's objects, in the order of their first pixel from the top left.
    package private(set) var detections: [Detection] = []

    package init(width: Int, height: Int, profile: AnalysisProfile) {
        self.width = width
        self.height = height
        self.profile = profile
        mask = ForegroundMask(width: width, height: height)
        solid = SolidMask(width: width, height: height)
        blobs = BlobFinder(width: width, height: height)
        normalised = [UInt8](repeating: 0, count: width * height)
    }

    /// The curve that took the last frame to its plate's exposure.
    package var curve: ToneCurve { matcher.curve }

    package mutating func find(in plane: LumaPlane, plate: Plate) {
        precondition(plane.width == width && plane.height == height, "frames and plate have the same size")
        plane.pixels.withUnsafeBufferPointer { pixels in
            plate.picture.pixels.withUnsafeBufferPointer { background in
                guard let pixels = pixels.baseAddress, let background = background.baseAddress else { return }
                matcher.match(pixels, anchors: plate.anchors)
                if matcher.curve.isIdentity {
                    locate(pixels, background: background, plate: plate)
                } else {
                    locateCorrected(pixels, background: background, plate: plate)
                }
            }
        }
    }

    private mutating func locate(_ pixels: UnsafePointer<UInt8>, background: UnsafePointer<UInt8>, plate: Plate) {
        mask.mark(pixels, plate: plate, curve: matcher.curve)
        solid.mark(mask.bits, pixels: pixels, plate: background)
        blobs.find(in: solid.bits, pixels: pixels, plate: background, joinGap: profile.joinGap)
        let sway = SwayTest(
            mask: solid.bits, pixels: pixels, plate: background, reach: profile.sway, tolerance: profile.threshold)
        select(sway)
    }

    private mutating func locateCorrected(
        _ pixels: UnsafePointer<UInt8>, background: UnsafePointer<UInt8>, plate: Plate
    ) {
        var corrected: [UInt8] = []
        swap(&corrected, &normalised)
        defer { swap(&corrected, &normalised) }
        matcher.curve.table.withUnsafeBufferPointer { table in
            corrected.withUnsafeMutableBufferPointer { target in
                for index in 0..<(width * height) { target[index] = table[Int(pixels[index])] }
            }
        }
        corrected.withUnsafeBufferPointer { corrected in
            guard let corrected = corrected.baseAddress else { return }
            locate(corrected, background: background, plate: plate)
        }
    }

    /// Drops what is too small or nothing but background that moved a little.
    private mutating func select(_ sway: SwayTest) {
        detections.removeAll(keepingCapacity: true)
        let smallest = max(4, width * height * profile.minimumArea / 1_000_000)
        for var blob in blobs.blobs where blob.area >= smallest && !sway.explains(blob) {
            blob.appearance.settle()
            detections.append(
                Detection(
                    box: Box(blob.box, width: width, height: height), appearance: blob.appearance,
                    confidence: Int32(min(10_000, 5_000 + blob.contrast * 100 / blob.area))))
        }
    }
}
