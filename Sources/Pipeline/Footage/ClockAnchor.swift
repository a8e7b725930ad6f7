package import Chronology

/// A measurement of a camera's clock: the time it showed at a true time.
package struct ClockAnchor: Hashable, Sendable {
    package let shown: Timestamp
    package let trueTime: Timestamp
    /// How far the true time may be off in either direction, in microseconds.
    package let uncertainty: Int64
    /// A description of how it was measured.
    package let source: String

    package init(shown: Timestamp, trueTime: Timestamp, uncertainty: Int64, source: String) {
        self.shown = shown
        self.trueTime = trueTime
        self.uncertainty = uncertainty
        self.source = source
    }

    /// The correction to add to a shown time near the anchor, in microseconds.
    package var correction: Int64 { trueTime.microseconds - shown.microseconds }
}
