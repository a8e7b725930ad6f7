package import Access
package import Journal

/// A use case that fronts call, from the command line or a console.
///
/// Fronts parse user input into an operation, have a ``Caller`` perform it, and print its outcome. They cannot run one
/// directly: `run` takes a ``Permit``, which only a caller creates, after authorising the account and writing the
/// journal entry.
package protocol Operation<Outcome>: Sendable {
    associatedtype Outcome: Sendable

    var act: Act { get }
    /// The subject of the act.
    var subject: JournalSubject { get }
    /// The kind of the journal entry. Default: the act's kind.
    var kind: JournalEntry.Kind { get }
    /// Further detail for the journal entry. Default: none.
    var detail: String { get }

    /// Carries out the operation.
    func run(under permit: Permit) async throws -> Outcome
}

extension Operation {
    package var subject: JournalSubject { .everything }
    package var kind: JournalEntry.Kind { act.kind }
    package var detail: String { "" }
}

/// Why an operation was refused or failed: one line that names the object and what to do.
package struct OperationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
