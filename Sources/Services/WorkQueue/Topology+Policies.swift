extension Topology {
    /// Returns the policies that the work queues need on a broker of this version ("3.10.8"): at-least-once
    /// dead-lettering to the quarantine queue, refusal instead of dropping when full, and a delivery limit.
    ///
    /// Only one policy, because a broker applies at most one to a queue.
    package func policies(forServerVersion version: String) -> [BrokerPolicy] {
        let parts = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        // Older brokers reject policies with unknown keys.
        let knowsConsumerTimeout = parts.count == 2 && (parts[0], parts[1]) >= (3, 12)
        let definition = [
            #""delivery-limit":50"#,
            #""dead-letter-exchange":"\#(deadLetterExchange)""#,
            #""dead-letter-strategy":"at-least-once""#,
            #""overflow":"reject-publish""#,
            #""max-length":200000"#,
        ]
        let all = definition + (knowsConsumerTimeout ? [#""consumer-timeout":3600000"#] : [])
        let name = prefix.replacing(".", with: #"\."#)
        return [
            BrokerPolicy(
                name: "\(prefix)-work", pattern: #"^\#(name)\.work\."#, definition: "{\(all.joined(separator: ","))}",
                appliesTo: "queues")
        ]
    }
}

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
