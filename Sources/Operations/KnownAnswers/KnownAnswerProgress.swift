package import Formats
package import WorkLedger

/// The workers' progress on the labelled clips that a review was started with.
package struct KnownAnswerProgress: Sendable {
    package let clips: [CheckStatus]

    /// Nil if no clips were requested.
    package init?(_ checks: [CheckStatus]) {
        clips = checks.filter { $0.chunk == nil }
        if clips.isEmpty { return nil }
    }

    package var measured: Int { clips.count { $0.state == .done } }
    package var failures: [String] { clips.filter { $0.state == .failed }.map(\.failure) }

    package var json: CanonicalJSON {
        .object([
            "asked": .integer(Int64(clips.count)), "measured": .integer(Int64(measured)),
            "failures": .array(failures.map { .string($0) }),
        ])
    }
}
