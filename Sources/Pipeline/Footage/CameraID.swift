/// The name of a camera within a requisition, as spelt there.
package struct CameraID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    /// Ordered by Unicode scalars, never by locale: exports and digests depend on the order.
    package static func < (left: CameraID, right: CameraID) -> Bool {
        left.rawValue.unicodeScalars.lexicographicallyPrecedes(right.rawValue.unicodeScalars)
    }
}
