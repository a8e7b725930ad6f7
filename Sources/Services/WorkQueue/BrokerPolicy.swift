/// A rule of the broker for queues whose name matches, as `rabbitmqctl set_policy` and definition files take it.
package struct BrokerPolicy: Sendable, Hashable {
    package let name: String
    /// A regular expression on queue names.
    package let pattern: String
    /// JSON.
    package let definition: String
    package let appliesTo: String

    package init(name: String, pattern: String, definition: String, appliesTo: String = "queues") {
        self.name = name
        self.pattern = pattern
        self.definition = definition
        self.appliesTo = appliesTo
    }
}
