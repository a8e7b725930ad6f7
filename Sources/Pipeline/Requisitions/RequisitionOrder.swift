package import Footage

/// What a requisition orders, validated: it has a reference, an authority, a camera at least, and a window of time.
package struct RequisitionOrder: Hashable, Sendable {
    /// The case reference that people use, such as a procedure number.
    package let reference: String
    /// Who ordered it and on what legal basis, in words.
    package let authority: String
    /// Sorted, each once.
    package let cameras: [CameraID]
    /// The scope in time, on the recorders' clocks.
    package let window: TimeSpan

    package init(
        reference: String, authority: String, cameras: [CameraID], from: Timestamp, to: Timestamp
    ) throws(RequisitionError) {
        guard reference.contains(where: { !$0.isWhitespace }) else { throw .empty("--reference") }
        guard authority.contains(where: { !$0.isWhitespace }) else { throw .empty("--authority") }
        guard !cameras.isEmpty else { throw .noCamera }
        for camera in cameras where !camera.rawValue.contains(where: { !$0.isWhitespace }) {
            throw .empty("--camera")
        }
        guard from < to else { throw .windowUpsideDown(from: from, to: to) }
        self.reference = reference
        self.authority = authority
        self.cameras = Set(cameras).sorted()
        window = TimeSpan(start: from, end: to)
    }
}
