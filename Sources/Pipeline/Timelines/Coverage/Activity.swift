package import Chronology
import Footage

/// The times at which any object was present.
package enum Activity {
    /// Returns the union of the tracks' spans, in order.
    package static func spans(of tracks: [Track]) -> [TimeSpan] {
        tracks.map(\.span).joined()
    }
}
