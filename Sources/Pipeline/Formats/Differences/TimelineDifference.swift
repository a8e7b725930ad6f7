import Chronology
import Footage
package import Timelines

/// Finds the first difference between two reviews' findings on the same footage, in the timeline's terms.
package enum TimelineDifference {
    /// Returns one line; nil if the findings are equal.
    package static func first(_ one: [CameraFindings], _ two: [CameraFindings]) -> String? {
        let names = [one, two].map { $0.map(\.camera.rawValue).joined(separator: ", ") }
        guard names[0] == names[1] else { return "the cameras differ: \(names[0]), and \(names[1])" }
        for (a, b) in zip(one, two) where a != b { return "camera \(a.camera): \(difference(a, b))" }
        return nil
    }

    private static func difference(_ one: CameraFindings, _ two: CameraFindings) -> String {
        if one.clock != two.clock { return "the clocks differ: \(one.clock), and \(two.clock)" }
        if let text = first("coverage", one.coverage, two.coverage, text: text(of:)) { return text }
        if let text = first("track", one.tracks, two.tracks, text: text(of:)) { return text }
        return first("activity", one.activity, two.activity, text: text(of:)) ?? "they differ"
    }

    private static func first<Item: Equatable>(
        _ name: String, _ one: [Item], _ two: [Item], text: (Item) -> String
    ) -> String? {
        guard one != two else { return nil }
        let place = zip(one, two).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, two.count)
        func item(_ list: [Item]) -> String { place < list.count ? text(list[place]) : "none" }
        return "\(name) \(place + 1) of \(one.count) is \(item(one)), and of \(two.count) is \(item(two))"
    }

    private static func text(of span: TimeSpan) -> String { "\(span.start.rfc3339) to \(span.end.rfc3339)" }

    private static func text(of coverage: CoverageSpan) -> String {
        "\(text(of: coverage.span)) \(coverage.state.rawValue)"
            + (coverage.reason.isEmpty ? "" : " (\(coverage.reason))")
    }

    private static func text(of track: Track) -> String {
        "\(text(of: track.span)) with \(track.points.count) points"
    }
}
