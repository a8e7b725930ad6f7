import Chronology
package import Footage
import Timelines

/// What was measured of a camera's clock, in words and as JSON: beside the findings, whose times are the recorder's,
/// and never in their digest.
package struct MeasuredClock: Sendable {
    private let anchors: [ClockAnchor]

    /// - Parameter clock: nil: nobody has measured it.
    package init(_ clock: CameraClock?) { anchors = clock?.anchors ?? [] }

    package var isMeasured: Bool { !anchors.isEmpty }

    /// `Measured: the clock showed … when it was … +-2 s (…).` for each anchor, and what that means.
    package var lines: [String] {
        guard isMeasured else { return ["This camera's clock was never measured against true time."] }
        return anchors.map(MeasuredClock.line) + ["The times here are the recorder's, not corrected."]
    }

    /// By what was shown: `[{"shown": T, "true": T, "correction": seconds, "uncertainty": seconds, "source": "…"}]`
    package var json: CanonicalJSON { .array(anchors.map { .object($0.members) }) }

    private static func line(_ anchor: ClockAnchor) -> String {
        // Rounded up: an uncertainty is never told smaller than it is.
        let uncertainty = CanonicalJSON.decimal(-(-anchor.uncertainty).flooredQuotient(by: 100))
        return "Measured: the clock showed \(anchor.shown.rfc3339) when it was \(anchor.trueTime.rfc3339) "
            + "+-\(uncertainty) s (\(anchor.source))."
    }
}

extension ClockAnchor {
    /// As members of an object; `correction` is what is added to a shown time near the anchor.
    package var members: [String: CanonicalJSON] {
        [
            "shown": .string(shown.rfc3339), "true": .string(trueTime.rfc3339), "correction": .seconds(correction),
            "uncertainty": .seconds(uncertainty), "source": .string(source),
        ]
    }
}

extension [CameraFindings] {
    /// Of each camera the source of its times and what was measured of its clock:
    /// `[{"camera": "…", "clock": "file-name", "anchors": […]}]`
    ///
    /// - Parameter clocks: those that were measured.
    package func clocksJSON(_ clocks: [CameraID: CameraClock]) -> CanonicalJSON {
        .array(
            map { findings in
                .object([
                    "camera": .string(findings.camera.rawValue), "clock": .string(findings.clock),
                    "anchors": MeasuredClock(clocks[findings.camera]).json,
                ])
            })
    }
}
