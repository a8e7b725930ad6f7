import Access
import Journal
import Schema

/// The caller of an operation: who, for what reason, and over which connection.
///
///     perform: authorise -> enter in the journal, with the reason -> run -> enter a refusal if it fails
package struct Caller: Sendable {
    /// The name the caller gives. On an account's own log-in that account acts, whatever the name.
    package let name: String
    /// The reason, entered in the journal with every act.
    package let reason: String
    package let servers: Servers
    /// Application name of the connections in the server's session list.
    let role: String

    /// - Parameter role: Application name of the connections in the server's session list.
    package init(name: String, reason: String, servers: Servers, role: String = "cli") {
        self.name = name
        self.reason = reason
        self.servers = servers
        self.role = role
    }

    /// Performs an operation if the caller is authorised.
    ///
    /// - Throws: ``OperationError`` if the caller is not authorised; otherwise what the operation throws.
    package func perform<Outcome>(_ operation: some Operation<Outcome>) async throws -> Outcome {
        let permit = try await permit(
            operation.act, kind: operation.kind, on: operation.subject, detail: operation.detail)
        do {
            return try await operation.run(under: permit)
        } catch let interruption as CancellationError {
            // A cancellation by the caller is not a refusal.
            throw interruption
        } catch {
            await permit.refuse(because: error)
            throw error
        }
    }

    /// Authorises an act and enters it in the journal.
    private func permit(
        _ act: Act, kind: JournalEntry.Kind, on subject: JournalSubject, detail: String
    ) async throws -> Permit {
        let database = try await servers.database(role: role)
        let standing = try await database.standing(of: name)
        let permit = Permit(act: act, subject: subject, caller: self, standing: standing, database: database)
        try await permit.authorise(act, on: subject)
        try await database.enter(kind, act.rawValue, on: subject, by: name, because: reason, detail: detail)
        return permit
    }
}
