package import Access
package import Journal

/// A use case: what every front, command line or console, calls.
///
/// Fronts parse what the user asks into an operation, have a ``Caller`` perform it, and print its outcome. They can run
/// none themselves: `run` takes a ``Permit``, which only a caller makes, once the account may and the journal has it.
package protocol Operation<Outcome>: Sendable {
    associatedtype Outcome: Sendable

    var act: Act { get }
    /// What the act is about.
    var subject: JournalSubject { get }
    /// The kind under which the journal enters it. Default: the act's.
    var kind: JournalEntry.Kind { get }
    /// What the journal enters beside the act. Default: nothing.
    var detail: String { get }

    /// Does it.
    func run(under permit: Permit) async throws -> Outcome
}

extension Operation {
    package var subject: JournalSubject { .everything }
    package var kind: JournalEntry.Kind { act.kind }
    package var detail: String { "" }
}

/// Why an operation was refused or failed, in one line that names the object and what to do.
package struct OperationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
