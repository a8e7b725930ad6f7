extension Topology {
    /// What the work queues need from a broker of this version ("3.10.8"): dead letters reach the quarantine queue at
    /// least once, a full queue refuses instead of dropping, endless redelivery ends.
    ///
    /// One policy only, for a broker applies at most one to a queue.
    package func policies(forServerVersion version: String) -> [BrokerPolicy] {
        let parts = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        // Older brokers refuse a policy with a key they do not know.
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
