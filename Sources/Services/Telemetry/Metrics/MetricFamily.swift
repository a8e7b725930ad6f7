import Synchronization

/// All series of one name: its help text, and a number (or histogram buckets) for each set of label values.
package final class MetricFamily: Sendable {
    /// The metric type in the text format.
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// The state of one series.
    struct Series {
        var value = 0.0
        /// Observations per bucket, not cumulative; the last bucket is above the highest bound.
        var counts: [UInt64] = []
    }

    package let name: String
    package let help: String
    package let kind: Kind
    let labels: [String]
    /// Upper bounds of the histogram's buckets, ascending, without infinity.
    let bounds: [Double]
    private let series = Mutex<[[String]: Series]>([:])

    init(_ kind: Kind, _ name: String, help: String, labels: [String], bounds: [Double] = []) {
        precondition(MetricName.isValid(name), "\(name) is no name for a metric.")
        precondition(labels.allSatisfy(MetricName.isValidLabel), "\(name) has a label whose name is not valid.")
        precondition((kind == .counter) == name.hasSuffix("_total"), "Counters end in _total, and only they: \(name).")
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "The bounds of \(name) do not ascend.")
        (self.kind, self.name, self.help, self.labels, self.bounds) = (kind, name, help, labels, bounds)
    }

    /// Changes one series, creating it at zero.
    func change(_ values: [String], _ body: (inout Series) -> Void) {
        precondition(values.count == labels.count, "\(name) has \(labels.count) labels.")
        series.withLock { series in
            body(&series[values, default: Series(counts: kind == .histogram ? zeros : [])])
        }
    }

    /// Removes all series: unknown values are absent rather than stale.
    func clear() {
        series.withLock { $0 = [:] }
    }

    /// The series ordered by label values, so that the text is stable.
    var sorted: [(values: [String], series: Series)] {
        series.withLock { series in
            series.map { ($0.key, $0.value) }.sorted { $0.values.lexicographicallyPrecedes($1.values) }
        }
    }

    private var zeros: [UInt64] { [UInt64](repeating: 0, count: bounds.count + 1) }
}
