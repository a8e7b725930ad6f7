/// A promise that a trial found broken.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The promise, as a code.
    package let rule: String
    /// What was seen, with the numbers of chunks and reviews.
    package let text: String

    package init(_ rule: String, _ text: String) {
        self.rule = rule
        self.text = text
    }

    package var description: String { "\(rule): \(text)" }
}
