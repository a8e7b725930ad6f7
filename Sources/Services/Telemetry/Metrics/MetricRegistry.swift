import Synchronization

/// All metrics that a process exports at `/metrics`.
package final class MetricRegistry: Sendable {
    private let families = Mutex<[MetricFamily]>([])
    private let updates = Mutex<[@Sendable () async -> Void]>([])

    package init() {}

    /// Registers a counter; its name must end in `_total`.
    package func counter(_ name: String, _ help: String, labels: [String] = []) -> Counter {
        Counter(family: add(MetricFamily(.counter, name, help: help, labels: labels)))
    }

    /// Registers a gauge.
    package func gauge(_ name: String, _ help: String, labels: [String] = []) -> Gauge {
        Gauge(family: add(MetricFamily(.gauge, name, help: help, labels: labels)))
    }

    /// Registers a histogram with ascending upper bounds.
    package func histogram(
        _ name: String, _ help: String, labels: [String] = [], bounds: [Double]
    ) -> Histogram {
        Histogram(family: add(MetricFamily(.histogram, name, help: help, labels: labels, bounds: bounds)))
    }

    /// Registers an update to run before every scrape, for values kept elsewhere. It must not wait for a server.
    package func beforeAnswering(_ update: @escaping @Sendable () async -> Void) {
        updates.withLock { $0.append(update) }
    }

    /// Returns the response to a scrape.
    package func exposition() async -> String {
        for update in updates.withLock({ $0 }) { await update() }
        return families.withLock { $0 }.map(ExpositionText.text).joined()
    }

    private func add(_ family: MetricFamily) -> MetricFamily {
        families.withLock { families in
            precondition(!families.contains { $0.name == family.name }, "\(family.name) exists already.")
            families.append(family)
        }
        return family
    }
}
