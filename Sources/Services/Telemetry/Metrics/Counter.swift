/// A number that only grows while the process lives.
package struct Counter: Sendable {
    let family: MetricFamily

    /// - Parameter values: one for each label, in the order in which the counter was made.
    package func increment(_ values: String..., by amount: Double = 1) {
        precondition(amount >= 0, "A counter only grows.")
        family.change(values) { $0.value += amount }
    }

    /// Takes over a count that is kept elsewhere.
    package func set(_ values: String..., to total: Double) {
        family.change(values) { $0.value = max($0.value, total) }
    }

    /// Forgets every series, as when the count kept elsewhere cannot be read.
    package func clear() { family.clear() }
}
