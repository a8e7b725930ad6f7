/// How large one upright object is at a place of the picture: things further down are nearer, and larger.
///
/// A straight line over the row of the feet, as a camera over level ground sees it, and one width for all heights.
struct UsualSize: Sendable, Equatable {
    /// Pixels of height per row and at row 0, both in 1/1024.
    let slope: Int
    let offset: Int
    /// Width as a share of the height, in 1/1024.
    let aspect: Int
    /// The rows of feet for which the line holds.
    let rows: ClosedRange<Int>

    /// The usual height in pixels of what stands on a row; nil where that is not known.
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
