/// Takes shadows, glows and what an exposure change leaves out of the foreground.
///
/// These change the background smoothly and not by much: inside them the difference to the background has no edges, nor
/// has the ratio, since shade takes as large a share of dark things' light as of bright ones'. What is left is solid:
/// edges that the background does not have, and what is far brighter between two of them. Darkness alone is not,
/// however deep: the shadow under a car outlasts the car. Nor is brightness: headlights shine on the road before them.
/// What the profile ignores is not solid, and neither is what is burnt into the picture and does not follow its
/// exposure.
struct SolidMask: Sendable {
    private(set) var bits: BitPlane
    private let tolerance: Int
    /// Set where the profile does not ignore the picture; nil where it ignores nothing.
    private var watched: BitPlane?
    /// Columns that are far brighter, since the last edge of the row.
    private var bright: [Int] = []

    /// Smallest step of the difference between neighbouring pixels, summed over right and below, that is an edge.
    private static let edge = 16
    /// Luma of black in video levels: shade darkens from here.
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
    ///   - raw: the picture as it was before its exposure was corrected; nil where that was not needed.
    ///   - noise: the background's usual deviation, in sixteenths.
    mutating func mark(
        _ foreground: BitPlane, pixels: UnsafePointer<UInt8>, raw: UnsafePointer<UInt8>?,
        background: UnsafePointer<UInt8>,
        noise: Int
    ) {
        // Eight mean deviations: beyond what two differences of noise make together.
        let edge = max(Self.edge, noise / 2)
        let (width, height, count) = (bits.width, bits.height, bits.wordsPerRow)
        for row in 0..<height {
            for word in row * count..<(row + 1) * count { bits.words[word] = 0 }
            var last = -2
            var isBounded = false
            // What the outermost pixel of a run differs by, where the run is cut off by the picture's border.
            var outermost = Int.max
            // The most that a pixel differs by since the last edge.
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
                        // A run of foreground begins: its own edge may lie just outside of it.
                        bright.removeAll(keepingCapacity: true)
                        let before = column > 0 ? place &- 1 : place
                        let rise = abs(Int(pixels[before]) &- Int(background[before]) &- difference)
                        isBounded = column == 0 || rise >= edge
                        // Small objects are hardly more than their outline.
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
                        // What ends a bright surface is sharp for its brightness; texture in a glow is not.
                        guard slope * 3 >= inner else { continue }
                        // Light that fades towards the border is a glow, cut off.
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

    /// Whether an edge is none but one of the background's, in shade: there both sides change by the same factor.
    @inline(__always)
    private func isShade(
        _ pixels: UnsafePointer<UInt8>, _ background: UnsafePointer<UInt8>, _ place: Int, _ beside: Int, _ below: Int,
        edge: Int
    ) -> Bool {
        let (here, lit) = (max(1, Int(pixels[place]) &- Self.black), max(1, Int(background[place]) &- Self.black))
        // As luma of the background, so that a dark coat that hides an edge of the background is none of its shade.
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
