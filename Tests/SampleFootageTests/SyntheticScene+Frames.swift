@testable import SampleFootage

extension SyntheticScene {
    /// Returns the number of movers drawn in a frame, including those just entering or just gone.
    func moverCount(inFrame index: Int) -> Int { figures(at: time(ofFrame: index)).count }

    /// Returns the pixels that the burnt-in clock may touch in a frame.
    func clockArea(inFrame index: Int) -> (columns: Range<Int>, rows: Range<Int>) {
        overlay.area(at: time(ofFrame: index))
    }
}
