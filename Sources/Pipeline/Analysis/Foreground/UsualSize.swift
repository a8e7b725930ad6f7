/// The size of one upright object by its position in the picture: objects further down are nearer and larger.
///
/// Height is a linear function of the row of the feet, as a camera over level ground sees it. The ratio of width to
/// height is constant.
struct UsualSize: Sendable, Equatable {
    /// Slope in pixels of height per row and offset at row 0, both in 1/1024.
    let slope: Int
    let offset: Int
    /// Width as a share of the height, in 1/1024.
    let aspect: Int
    /// The rows of the feet for which the line holds.
    let rows: ClosedRange<Int>

    /// Returns the usual height, in pixels, of an object standing on a row; nil if unknown.
    @inline(__always)
    func height(atFoot row: Int) -> Int? {
        guard rows.contains(row) else { return nil }
        return (slope &* row &+ offset &+ 512) >> 10
    }

    @inline(__always)
    func width(ofHeight height: Int) -> Int {
        max(1, (height &* aspect &+ 512) >> 10)
    }
}
