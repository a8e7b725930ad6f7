/// A tracklet in its stored form. It is encoded once, where it was found, and decoded once, where it is linked; all
/// between pass the bytes on.
package struct EncodedTracklet: Hashable, Sendable {
    package let bytes: [UInt8]
    /// The cell of the footage's grid that it lies in.
    package let cell: Int64

    package init(_ tracklet: Tracklet) {
        bytes = tracklet.encoded()
        cell = tracklet.cell
    }

    /// Accepts bytes that can be decoded, and keeps nothing else of what they hold; nil for any other.
    package init?(checking bytes: [UInt8]) {
        guard let head = Tracklet.read(bytes, onPoint: { _ in }) else { return nil }
        self.bytes = bytes
        cell = head.cell
    }

    package var tracklet: Tracklet {
        guard let tracklet = Tracklet(encoded: bytes) else {
            preconditionFailure("the bytes were encoded or checked when this was made")
        }
        return tracklet
    }
}
