/// The error of a condition that did not become true in time.
package struct NeverHappened: Error, CustomStringConvertible {
    package let description: String
}

/// Polls until `answer` returns a value: for state that sends no signal, such as database rows.
///
/// - Parameter event: the awaited event, as worded in the failure message.
package func eventually<Value>(
    _ event: String, within limit: Duration = .seconds(60), _ answer: () async throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if let value = try await answer() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw NeverHappened(description: "did not happen within \(limit): \(event)")
}

/// Waits until a condition holds.
package func eventually(
    _ event: String, within limit: Duration = .seconds(60), holds condition: () async throws -> Bool
) async throws {
    _ = try await eventually(event, within: limit) { try await condition() ? true : nil }
}
