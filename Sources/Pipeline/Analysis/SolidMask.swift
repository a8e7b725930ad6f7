/// Takes shadows, glows and what an exposure change leaves out of the foreground.
///
/// These change the plate smoothly and not by much: inside them the difference to the plate has no edges. What is left
/// is solid: edges that the plate does not have, and what is far brighter. Darkness alone is not, however deep: the
/// shadow under a car outlasts the car. What the profile ignores is not solid.
struct SolidMask: Sendable {
    private(set) var bits: BitPlane

    /// Smallest step of the difference between neighbouring pixels, summed over right and below, that is an edge.
    private static let edge = 16

    /// Set where the profile does not ignore the picture; nil where it ignores nothing.
    private var watched: BitPlane?

    init(width: Int, height: Int, profile: AnalysisProfile) {
        bits = BitPlane(width: width, height: height)
        guard !profile.ignore.isEmpty else { return }
        var watched = bits
        for word in watched.words.indices { watched.words[word] = .max }
        for area in profile.ignore { watched.clear(area) }
        self.watched = watched
    }

    /// Sets `bits` to the solid part of `foreground`.
    mutating func mark(_ foreground: BitPlane, pixels: UnsafePointer<UInt8>, plate: UnsafePointer<UInt8>) {
        let (width, height, count) = (bits.width, bits.height, bits.wordsPerRow)
        for row in 0..<height {
            for word in 0..<count {
                var rest = foreground.words[row * count + word]
                if let watched { rest &= watched.words[row * count + word] }
                var kept: UInt64 = 0
                while rest != 0 {
                    let position = rest.trailingZeroBitCount
                    rest &= rest &- 1
                    let column = word &* 64 &+ position
                    let place = row &* width &+ column
                    let background = Int(plate[place])
                    let difference = Int(pixels[place]) &- background
                    let below = row &+ 1 < height ? place &+ width : place
                    let beside = column &+ 1 < width ? place &+ 1 : place
                    let slope =
                        abs(Int(pixels[beside]) &- Int(plate[beside]) &- difference)
                        &+ abs(Int(pixels[below]) &- Int(plate[below]) &- difference)
                    if slope >= Self.edge || difference > max(24, background / 2) {
                        kept |= 1 &<< UInt64(position)
                    }
                }
                bits.words[row * count + word] = kept
            }
        }
    }
}
