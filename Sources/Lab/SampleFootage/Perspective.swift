/// The size of objects by their height in the picture, for a camera that looks down at flat ground.
struct Perspective {
    /// The row, in pixels, at which objects shrink to nothing.
    let horizon: Int
    /// A person's height relative to the distance between horizon and feet, in thousandths.
    let scale: Int

    /// In 1/256 pixel, for feet at height `y`, also in 1/256 pixel.
    func personHeight(atFoot y: Int) -> Int {
        max(Point.unit, (y - horizon * Point.unit) * scale / 1_000)
    }
}
