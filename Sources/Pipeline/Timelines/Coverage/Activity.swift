package import Chronology
import Footage

/// When anything was present.
package enum Activity {
    /// The union of the tracks' spans, in order.
    package static func spans(of tracks: [Track]) -> [TimeSpan] {
        tracks.map(\.span).joined()
    }
}
