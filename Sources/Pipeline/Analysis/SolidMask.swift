/// Takes shadows, glows and what an exposure change leaves out of the foreground.
///
/// These change the plate smoothly and not by much: inside them the difference to the plate has no edges. What is left
/// is solid: edges that the plate does not have, and what is far brighter. Darkness alone is not, however deep: the
/// shadow under a car outlasts the car.
struct SolidMask: Sendable {
    private(set) var bits: BitPlane

    /// Smallest step of the difference between neighbouring pixels, summed over right and below, that is an edge.
    private static let edge = 16

    init(width: Int, height: Int) {
        bits = BitPlane(width: width, height: height)
    }

    /// Sets `bits` to the solid part of `foreground`.
    mutating func mark(_ foreground: BitPlane, pixels: UnsafePointer<UInt8>, plate: UnsafePointer<UInt8>) {
        let (width, height, count) = (bits.width, bits.height, bits.wordsPerRow)
        foreground.words.withUnsafeBufferPointer { foreground in
            bits.words.withUnsafeMutableBufferPointer { bits in
                for row in 0..<height {
                    let below = row &+ 1 < height ? width : 0
                    for word in 0..<count {
                        var rest = foreground[row &* count &+ word]
                        var kept: UInt64 = 0
                        while rest != 0 {
                            let position = rest.trailingZeroBitCount
                            rest &= rest &- 1
                            let column = word &* 64 &+ position
                            let place = row &* width &+ column
                            let beside = column &+ 1 < width ? 1 : 0
                            if Self.isSolid(pixels + place, plate + place, beside: beside, below: below) {
                                kept |= 1 &<< UInt64(position)
                            }
                        }
                        bits[row &* count &+ word] = kept
                    }
                }
            }
        }
    }

    /// Whether there is an edge at a pixel, or far more light than in the plate; `beside` and `below` are the distances
    /// of its neighbours.
    @inline(__always)
    private static func isSolid(
        _ pixel: UnsafePointer<UInt8>, _ plate: UnsafePointer<UInt8>, beside: Int, below: Int
    ) -> Bool {
        let background = Int(plate[0])
        let difference = Int(pixel[0]) &- background
        let slope =
            abs(Int(pixel[beside]) &- Int(plate[beside]) &- difference)
            &+ abs(Int(pixel[below]) &- Int(plate[below]) &- difference)
        return slope >= Self.edge || difference > max(24, background / 2)
    }
}
