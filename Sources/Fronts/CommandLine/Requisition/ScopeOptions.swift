import ArgumentParser
import Chronology
import Footage
import Requisitions

/// Cameras and time windows.
struct ScopeOptions: ParsableArguments {
    @Option(name: .customLong("camera"), help: "A camera in scope; repeat for more.")
    var cameras: [CameraID] = []

    @Option(help: "The start of the window, RFC 3339, for example 2026-03-01T21:00:00Z.")
    var from: Timestamp?

    @Option(help: "The end of the window, RFC 3339.")
    var to: Timestamp?

    @Option(name: .customLong("window"), help: "A window as FROM/TO; repeat for more.")
    var windows: [Window] = []

    /// Two times separated by a slash, as in ISO 8601 intervals.
    struct Window: ExpressibleByArgument {
        let from: Timestamp
        let to: Timestamp

        init(from: Timestamp, to: Timestamp) { (self.from, self.to) = (from, to) }

        init?(argument: String) {
            let ends = argument.split(separator: "/", omittingEmptySubsequences: false)
            guard ends.count == 2, let from = Timestamp(rfc3339: String(ends[0])),
                let to = Timestamp(rfc3339: String(ends[1]))
            else { return nil }
            (self.from, self.to) = (from, to)
        }
    }

    var isEmpty: Bool { cameras.isEmpty && from == nil && to == nil && windows.isEmpty }

    func validate() throws {
        if (from == nil) != (to == nil) {
            throw ValidationError("--from and --to belong together: \(from == nil ? "--from" : "--to") is missing")
        }
    }

    func order(reference: String, authority: String, details: RequisitionDetails) throws -> RequisitionOrder {
        if windows.isEmpty, let from, let to {
            return try RequisitionOrder(
                reference: reference, authority: authority, cameras: cameras, from: from, to: to, details: details)
        }
        return try RequisitionOrder(
            reference: reference, authority: authority, cameras: cameras, windows: spans(), details: details)
    }

    /// Returns all windows. Throws unless each starts before it ends.
    func spans() throws -> [TimeSpan] {
        var all = windows
        if let from, let to { all.append(Window(from: from, to: to)) }
        return try ScopeOptions.spans(all)
    }

    /// Returns the windows as spans. Throws unless each starts before it ends.
    static func spans(_ windows: [Window]) throws -> [TimeSpan] {
        try windows.map { window in
            guard window.from < window.to else {
                throw RequisitionError.windowUpsideDown(from: window.from, to: window.to)
            }
            return TimeSpan(start: window.from, end: window.to)
        }
    }
}
