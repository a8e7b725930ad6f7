/// Removes shadows, glows and the residue of exposure changes from the foreground.
///
/// These change the background smoothly and only a little. Within them neither the difference from the background nor
/// the ratio has edges, because shade takes the same share of light from dark and bright surfaces. The rest is solid:
/// edges that the background does not have, and pixels far brighter between two such edges. Darkness alone is not
/// solid, however deep: the shadow under a car remains after the car. Neither is brightness alone: headlights light the
/// road ahead. Areas that the profile ignores are not solid, and neither are burnt-in overlays, which do not follow the
/// exposure.
struct SolidMask: Sendable {
    private(set) var bits: BitPlane
    private let tolerance: Int
    /// Set where the profile does not ignore the picture; nil if it ignores nothing.
    private var watched: BitPlane?
    /// Columns that are far brighter than the background since the last edge of the row.
    private var bright: [Int] = []

    /// Smallest step in the difference between neighbouring pixels, summed over right and below, that counts as an
    /// edge.
    private static let edge = 16
    /// Luma of black in video levels; shade scales luma relative to it.
    private static let black = 16

    init(width: Int, height: Int, profile: AnalysisProfile) {
        bits = BitPlane(width: width, height: height)
        tolerance = profile.threshold / 2
        bright.reserveCapacity(width)
        guard !profile.ignore.isEmpty else { return }
        var watched = bits
        for word in watched.words.indices { watched.words[word] = .max }
        for area in profile.ignore { watched.clear(area) }
        self.watched = watched
    }

    /// Sets `bits` to the solid part of `foreground`.
    ///
    /// - Parameters:
    ///   - raw: the picture before exposure correction; nil if none was needed.
    ///   - noise: the background's mean deviation, in sixteenths.
    mutating func mark(
        _ foreground: BitPlane, pixels: UnsafePointer<UInt8>, raw: UnsafePointer<UInt8>?,
        background: UnsafePointer<UInt8>,
        noise: Int
    ) {
        // Eight mean deviations: more than two noisy differences add up to.
        let edge = max(Self.edge, noise / 2)
        let (width, height, count) = (bits.width, bits.height, bits.wordsPerRow)
        for row in 0..<height {
            for word in row * count..<(row + 1) * count { bits.words[word] = 0 }
            var last = -2
            var isBounded = false
            // Difference of the outermost pixel of a run that the picture's border cuts off.
            var outermost = Int.max
            // Largest difference of a pixel since the last edge.
            var inner = 0
            for word in 0..<count {
                var rest = foreground.words[row * count + word]
                if let watched { rest &= watched.words[row * count + word] }
                while rest != 0 {
                    let column = word &* 64 &+ rest.trailingZeroBitCount
                    rest &= rest &- 1
                    let place = row &* width &+ column
                    let expected = Int(background[place])
                    if let raw, abs(Int(raw[place]) &- expected) <= tolerance { continue }
                    let difference = Int(pixels[place]) &- expected
                    let below = row &+ 1 < height ? place &+ width : place
                    let beside = column &+ 1 < width ? place &+ 1 : place
                    let slope =
                        abs(Int(pixels[beside]) &- Int(background[beside]) &- difference)
                        &+ abs(Int(pixels[below]) &- Int(background[below]) &- difference)
                    if last != column &- 1 {
                        // At the start of a run of foreground, its edge may lie just outside it.
                        bright.removeAll(keepingCapacity: true)
                        let before = column > 0 ? place &- 1 : place
                        let rise = abs(Int(pixels[before]) &- Int(background[before]) &- difference)
                        isBounded = column == 0 || rise >= edge
                        // Small objects consist of little more than their outline.
                        if rise >= edge, slope < edge,
                            !isShade(pixels, background, place, before, before, edge: 2 * edge)
                        {
                            keep(column, in: row)
                        }
                        outermost = column == 0 ? difference : .max
                        inner = 0
                    }
                    last = column
                    if slope >= edge {
                        if difference >= 0 || !isShade(pixels, background, place, beside, below, edge: edge) {
                            keep(column, in: row)
                        }
                        // The edge of a bright surface is sharp relative to its brightness; texture in a glow is not.
                        guard slope * 3 >= inner else { continue }
                        // Light that fades towards the border is a glow that the border cuts off.
                        if outermost >= inner - inner / 4 { keepBright(in: row) }
                        bright.removeAll(keepingCapacity: true)
                        isBounded = true
                        outermost = .max
                        inner = 0
                    } else if column &+ 1 == width, difference >= inner - inner / 4 {
                        keepBright(in: row)
                    } else if isBounded, difference > max(24, expected / 2) {
                        bright.append(column)
                        inner = max(inner, difference)
                    }
                }
            }
        }
    }

    /// Returns whether an edge is only a background edge in shade, where both sides change by the same factor.
    @inline(__always)
    private func isShade(
        _ pixels: UnsafePointer<UInt8>, _ background: UnsafePointer<UInt8>, _ place: Int, _ beside: Int, _ below: Int,
        edge: Int
    ) -> Bool {
        let (here, lit) = (max(1, Int(pixels[place]) &- Self.black), max(1, Int(background[place]) &- Self.black))
        // Compared in background luma: a dark coat hiding a background edge must not pass as that edge in shade.
        let slope =
            abs((Int(pixels[beside]) &- Self.black) &* lit &- (Int(background[beside]) &- Self.black) &* here)
            &+ abs((Int(pixels[below]) &- Self.black) &* lit &- (Int(background[below]) &- Self.black) &* here)
        return slope < edge &* here
    }

    @inline(__always)
    private mutating func keepBright(in row: Int) {
        for column in bright { keep(column, in: row) }
    }

    @inline(__always)
    private mutating func keep(_ column: Int, in row: Int) {
        bits.words[row &* bits.wordsPerRow &+ column >> 6] |= 1 &<< UInt64(column & 63)
    }
}
