package import Analysis

extension Track {
    /// The point whose box covers most of the picture, the earliest if several are equal; nil for a track without
    /// points.
    package var largestPoint: TrackPoint? {
        var largest = points.first
        for point in points where point.box.area > largest?.box.area ?? 0 { largest = point }
        return largest
    }
}
