@testable import SampleFootage

extension SyntheticScene {
    /// How many movers are on their way in a frame, those that are only just coming in or already out included.
    func moverCount(inFrame index: Int) -> Int { figures(at: time(ofFrame: index)).count }

    /// The pixels that the burnt-in clock may touch in a frame.
    func clockArea(inFrame index: Int) -> (columns: Range<Int>, rows: Range<Int>) {
        overlay.area(at: time(ofFrame: index))
    }
}
