import Chronology
package import Footage
import Timelines

/// The measurements of a camera's clock, in words and as JSON. They accompany the findings, whose times are the
/// recorder's, and are never part of their digest.
package struct MeasuredClock: Sendable {
    private let anchors: [ClockAnchor]

    /// - Parameter clock: nil if the clock was never measured.
    package init(_ clock: CameraClock?) { anchors = clock?.anchors ?? [] }

    package var isMeasured: Bool { !anchors.isEmpty }

    /// `Measured: the clock showed … when it was … +-2 s (…).` for each anchor, and what follows from them.
    package var lines: [String] {
        guard isMeasured else { return ["This camera's clock was never measured against true time."] }
        return anchors.map(MeasuredClock.line) + ["The times here are the recorder's, not corrected."]
    }

    /// Ordered by shown time: `[{"shown": T, "true": T, "correction": seconds, "uncertainty": seconds, "source": "…"}]`
    package var json: CanonicalJSON { .array(anchors.map { .object($0.members) }) }

    private static func line(_ anchor: ClockAnchor) -> String {
        // Rounded up, so that an uncertainty is never understated.
        let uncertainty = CanonicalJSON.decimal(-(-anchor.uncertainty).flooredQuotient(by: 100))
        return "Measured: the clock showed \(anchor.shown.rfc3339) when it was \(anchor.trueTime.rfc3339) "
            + "+-\(uncertainty) s (\(anchor.source))."
    }
}

extension ClockAnchor {
    /// The members of a JSON object; add `correction` to a shown time near the anchor to get the true time.
    package var members: [String: CanonicalJSON] {
        [
            "shown": .string(shown.rfc3339), "true": .string(trueTime.rfc3339), "correction": .seconds(correction),
            "uncertainty": .seconds(uncertainty), "source": .string(source),
        ]
    }
}

extension [CameraFindings] {
    /// Returns the source of each camera's times and the measurements of its clock: `[{"camera": "…", "clock":
    /// "file-name", "anchors": […]}]`
    ///
    /// - Parameter clocks: the measured clocks.
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
