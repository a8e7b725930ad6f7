/// A number that goes up and down.
package struct Gauge: Sendable {
    let family: MetricFamily

    /// - Parameter values: one for each label, in the order in which the gauge was made.
    package func set(_ values: String..., to value: Double) {
        family.change(values) { $0.value = value }
    }

    /// Forgets every series: what is not known now is left out, rather than told as it was.
    package func clear() { family.clear() }
}
