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

/// A number that only increases during the life of the process.
package struct Counter: Sendable {
    let family: MetricFamily

    /// - Parameter values: one for each label, in the order in which the counter declares them.
    package func increment(_ values: String..., by amount: Double = 1) {
        precondition(amount >= 0, "A counter only grows.")
        family.change(values) { $0.value += amount }
    }

    /// Sets a count that is kept elsewhere.
    package func set(_ values: String..., to total: Double) {
        family.change(values) { $0.value = max($0.value, total) }
    }

    /// Removes all series, for example because a count kept elsewhere cannot be read.
    package func clear() { family.clear() }
}

/// A number that can go up and down.
package struct Gauge: Sendable {
    let family: MetricFamily

    /// - Parameter values: one for each label, in the order in which the gauge declares them.
    package func set(_ values: String..., to value: Double) {
        family.change(values) { $0.value = value }
    }

    /// Removes all series, so that unknown values are omitted rather than stale.
    package func clear() { family.clear() }
}
