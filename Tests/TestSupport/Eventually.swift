/// A condition that did not come true in time.
package struct NeverHappened: Error, CustomStringConvertible {
    package let description: String
}

/// Asks again and again until there is an answer: for states that nobody signals, such as rows of a database.
///
/// - Parameter event: what is awaited, in words for the failure.
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
