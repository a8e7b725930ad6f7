import Analysis
import Chronology
import Footage
import Timelines

extension ReviewTimeline {
    /// Returns one row per coverage span, activity span and track: RFC 4180 with a header row.
    package var csv: String {
        let header = [
            "kind", "camera", "id", "start", "end", "state", "reason", "class", "confidence", "x", "y", "width",
            "height",
        ]
        let rows = cameras.flatMap { findings in
            findings.coverage.map { row("coverage", findings, $0.span, state: $0.state.rawValue, reason: $0.reason) }
                + findings.activity.map { row("activity", findings, $0) }
                + findings.tracks.map { row(findings, track: $0) }
        }
        return ([header] + rows).map { $0.map(CSVField.quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private func row(
        _ kind: String, _ findings: CameraFindings, _ span: TimeSpan, state: String = "", reason: String = ""
    ) -> [String] {
        [kind, findings.camera.rawValue, "", span.start.rfc3339, span.end.rfc3339, state, reason]
            + [String](repeating: "", count: 6)
    }

    private func row(_ findings: CameraFindings, track: Track) -> [String] {
        let box = track.points.first?.box
        let corner = [box?.x, box?.y, box?.width, box?.height].map { CanonicalJSON.decimal(Int64($0 ?? 0)) }
        return [
            "track", findings.camera.rawValue, String(track.id), track.span.start.rfc3339, track.span.end.rfc3339, "",
            "", track.kind, CanonicalJSON.decimal(Int64(track.confidence)),
        ] + corner
    }
}
