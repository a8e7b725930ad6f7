/// A broker policy for queues with matching names, in the terms of `rabbitmqctl set_policy` and definition files.
package struct BrokerPolicy: Sendable, Hashable {
    package let name: String
    /// A regular expression matched against queue names.
    package let pattern: String
    /// The policy's definition as JSON.
    package let definition: String
    package let appliesTo: String

    package init(name: String, pattern: String, definition: String, appliesTo: String = "queues") {
        self.name = name
        self.pattern = pattern
        self.definition = definition
        self.appliesTo = appliesTo
    }
}
