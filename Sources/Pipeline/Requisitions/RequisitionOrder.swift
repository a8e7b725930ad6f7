package import Chronology
package import Footage

/// The validated content of a requisition: a reference, an authority, at least one camera, and at least one time
/// window.
package struct RequisitionOrder: Hashable, Sendable {
    /// The case reference in everyday use, such as a procedure number.
    package let reference: String
    /// Who ordered the review and on what legal basis, in words.
    package let authority: String
    /// Sorted, without duplicates.
    package let cameras: [CameraID]
    /// The scope in time, by the recorders' clocks: sorted and disjoint, adjoining windows joined. Never empty.
    package let windows: [TimeSpan]
    package let details: RequisitionDetails

    /// From the start of the first window to the end of the last.
    package var window: TimeSpan { TimeSpan(start: windows.first!.start, end: windows.last!.end) }

    package init(
        reference: String, authority: String, cameras: [CameraID], windows: [TimeSpan],
        details: RequisitionDetails = RequisitionDetails()
    ) throws(RequisitionError) {
        guard reference.contains(where: { !$0.isWhitespace }) else { throw .empty("--reference") }
        guard authority.contains(where: { !$0.isWhitespace }) else { throw .empty("--authority") }
        guard !cameras.isEmpty else { throw .noCamera }
        for camera in cameras where !camera.rawValue.contains(where: { !$0.isWhitespace }) {
            throw .empty("--camera")
        }
        let windows = windows.joined()
        guard !windows.isEmpty else { throw .noWindow }
        try details.validate()
        self.reference = reference
        self.authority = authority
        self.cameras = Set(cameras).sorted()
        self.windows = windows
        self.details = details
    }

    /// An order with one window.
    package init(
        reference: String, authority: String, cameras: [CameraID], from: Timestamp, to: Timestamp,
        details: RequisitionDetails = RequisitionDetails()
    ) throws(RequisitionError) {
        // Report empty values first, in the order in which people read the options.
        _ = try RequisitionOrder(
            reference: reference, authority: authority, cameras: cameras,
            windows: [TimeSpan(start: Timestamp(microseconds: 0), end: Timestamp(microseconds: 1))])
        guard from < to else { throw .windowUpsideDown(from: from, to: to) }
        try self.init(
            reference: reference, authority: authority, cameras: cameras, windows: [TimeSpan(start: from, end: to)],
            details: details)
    }

    /// Returns whether a span lies within one of the windows.
    package func covers(_ span: TimeSpan) -> Bool {
        windows.contains { $0.start <= span.start && span.end <= $0.end }
    }

    /// Returns the same order with a wider scope or a later end.
    package func extended(
        cameras more: [CameraID], windows later: [TimeSpan], expires: Timestamp?
    ) throws(RequisitionError) -> RequisitionOrder {
        var details = details
        if let expires {
            if let before = details.expires, expires <= before { throw .notLater(expires, than: before) }
            details.expires = expires
        }
        return try RequisitionOrder(
            reference: reference, authority: authority, cameras: cameras + more, windows: windows + later,
            details: details)
    }
}
