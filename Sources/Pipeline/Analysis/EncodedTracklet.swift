/// A tracklet in its stored form: encoded once where it was found, decoded once where it is linked, and passed on as
/// bytes in between.
package struct EncodedTracklet: Hashable, Sendable {
    package let bytes: [UInt8]
    /// The cell of the footage's grid that contains the tracklet.
    package let cell: Int64

    package init(_ tracklet: Tracklet) {
        bytes = tracklet.encoded()
        cell = tracklet.cell
    }

    /// Accepts only bytes that can be decoded, and returns nil for others. Does not keep the decoded content.
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
