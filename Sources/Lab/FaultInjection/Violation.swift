/// An invariant that a trial found broken.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// A code for the invariant.
    package let rule: String
    /// The observation, with the numbers of chunks and reviews.
    package let text: String

    package init(_ rule: String, _ text: String) {
        self.rule = rule
        self.text = text
    }

    package var description: String { "\(rule): \(text)" }
}
