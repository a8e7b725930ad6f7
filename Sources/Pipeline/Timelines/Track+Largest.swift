package import Analysis

extension Track {
    /// The point at which its box covers most of the picture, the earliest of equals; nil in a track without points.
    package var largestPoint: TrackPoint? {
        var largest = points.first
        for point in points where point.box.area > largest?.box.area ?? 0 { largest = point }
        return largest
    }
}
