package import Footage
package import Timelines

/// The results on labelled clips, in words and as JSON. They accompany the findings and are never part of their digest.
package struct KnownAnswers: Sendable {
    /// The clips of one camera in one light.
    private struct Group {
        let camera: CameraID
        let light: String
        let results: [KnownAnswerResult]
    }

    private let results: [KnownAnswerResult]

    package init(_ results: [KnownAnswerResult]) { self.results = results }

    /// `recall 11 of 12, 0.4 false alarms an hour, on 3 clips (12:00.0)`; nil if nothing was measured.
    package var sentence: String? { results.isEmpty ? nil : KnownAnswers.sentence(results) }

    /// Returns a line per camera and light, and a line for each camera of the review without clips.
    package func lines(cameras: [CameraID]) -> [String] {
        guard !results.isEmpty else { return [] }
        let known = groups.map { "\($0.camera), \($0.light): \(KnownAnswers.sentence($0.results))" }
        let others = cameras.filter { camera in !results.contains { $0.camera == camera } }
        return known + others.map { "\($0): no clip of this camera; the figures are of others" }
    }

    package var json: CanonicalJSON {
        guard !results.isEmpty else { return .null }
        var members = KnownAnswers.members(results)
        members["groups"] = .array(
            groups.map { group in
                var members = KnownAnswers.members(group.results)
                members["camera"] = .string(group.camera.rawValue)
                members["light"] = .string(group.light)
                return .object(members)
            })
        return .object(members)
    }

    private var groups: [Group] {
        Dictionary(grouping: results) { [$0.camera.rawValue, $0.light] }
            .map { Group(camera: CameraID(rawValue: $0.key[0]), light: $0.key[1], results: $0.value) }
            .sorted { ($0.camera, $0.light) < ($1.camera, $1.light) }
    }

    private static func sentence(_ results: [KnownAnswerResult]) -> String {
        let total = results.total
        let alarms =
            total.analysed > 0 ? CanonicalJSON.decimal((alarmsPerHour(total) + 500) / 1_000 * 1_000) : "unknown"
        return "recall \(total.found) of \(total.presences), \(alarms) false alarms an hour, "
            + "on \(results.count) clip\(results.count == 1 ? "" : "s") (\(Durations.clock(total.analysed)))"
    }

    private static func members(_ results: [KnownAnswerResult]) -> [String: CanonicalJSON] {
        let total = results.total
        return [
            "clips": .integer(Int64(results.count)), "seconds": .tenThousandths(total.analysed / 100),
            "presences": .integer(Int64(total.presences)), "found": .integer(Int64(total.found)),
            "presentSeconds": .tenThousandths(total.present / 100),
            "overlapSeconds": .tenThousandths(total.overlap / 100),
            "falseAlarms": .integer(Int64(total.falseAlarms)),
            "falseAlarmsPerHour": total.analysed > 0 ? .tenThousandths(alarmsPerHour(total)) : .null,
        ]
    }

    /// Returns the rate in ten-thousandths.
    private static func alarmsPerHour(_ score: KnownAnswerScore) -> Int64 {
        Int64(score.falseAlarms) * 36_000_000_000_000 / max(1, score.analysed)
    }
}
