package import Footage
package import Timelines

/// The difference between two reviews' findings for one camera.
package struct CameraDifference: Hashable, Sendable {
    /// The number of items found in only one of two lists.
    package struct Counts: Hashable, Sendable {
        package let onlyInFirst: Int
        package let onlyInSecond: Int

        init<Item: Hashable>(_ one: [Item], _ two: [Item]) {
            onlyInFirst = Set(one).subtracting(two).count
            onlyInSecond = Set(two).subtracting(one).count
        }

        package var isEqual: Bool { onlyInFirst == 0 && onlyInSecond == 0 }
    }

    package let camera: CameraID
    package let coverage: Counts
    package let activity: Counts
    package let tracks: Counts
    /// The first difference, in the timeline's terms; nil if the findings are equal.
    package let first: String?

    /// Returns the difference for each camera of either review, sorted by camera.
    package static func all(_ one: [CameraFindings], _ two: [CameraFindings]) -> [CameraDifference] {
        let cameras = Set(one.map(\.camera)).union(two.map(\.camera)).sorted()
        return cameras.map { camera in
            let (a, b) = (one.first { $0.camera == camera }, two.first { $0.camera == camera })
            let first: String? =
                if let a, let b { TimelineDifference.first([a], [b]) } else {
                    "only one of the reviews has this camera"
                }
            return CameraDifference(
                camera: camera, coverage: Counts(a?.coverage ?? [], b?.coverage ?? []),
                activity: Counts(a?.activity ?? [], b?.activity ?? []),
                tracks: Counts(a?.tracks ?? [], b?.tracks ?? []),
                first: first)
        }
    }
}
