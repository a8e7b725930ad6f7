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
