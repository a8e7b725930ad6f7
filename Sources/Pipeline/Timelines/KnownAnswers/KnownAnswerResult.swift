package import Footage

/// The findings of a review's profile in one labelled clip.
package struct KnownAnswerResult: Hashable, Sendable {
    package let camera: CameraID
    /// `day`, `night` or another word chosen by the site.
    package let light: String
    package let score: KnownAnswerScore

    package init(camera: CameraID, light: String, score: KnownAnswerScore) {
        self.camera = camera
        self.light = light
        self.score = score
    }
}

extension [KnownAnswerResult] {
    /// The sum over all clips.
    package var total: KnownAnswerScore {
        func sum(_ part: (KnownAnswerScore) -> Int64) -> Int64 { reduce(0) { $0 + part($1.score) } }
        return KnownAnswerScore(
            presences: Int(sum { Int64($0.presences) }), found: Int(sum { Int64($0.found) }), present: sum(\.present),
            overlap: sum(\.overlap), analysed: sum(\.analysed), falseAlarms: Int(sum { Int64($0.falseAlarms) }))
    }
}
