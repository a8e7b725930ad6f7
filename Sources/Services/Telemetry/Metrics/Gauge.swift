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
