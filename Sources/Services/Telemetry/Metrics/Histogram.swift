/// Counts how many observations fall below each bound, and their sum.
package struct Histogram: Sendable {
    let family: MetricFamily

    /// Creates a series before its first observation, so that it can be watched from zero.
    package func begin(_ values: String...) {
        family.change(values) { _ in }
    }

    /// - Parameter values: one for each label, in the order in which the histogram declares them.
    package func observe(_ quantity: Double, _ values: String...) {
        observe(quantity, values)
    }

    package func observe(_ duration: Duration, _ values: String...) {
        observe(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18, values)
    }

    private func observe(_ quantity: Double, _ values: [String]) {
        family.change(values) { series in
            series.value += quantity
            let bucket = family.bounds.firstIndex { quantity <= $0 } ?? family.bounds.count
            series.counts[bucket] += 1
        }
    }
}
