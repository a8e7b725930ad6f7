import Access
import Journal
import Schema

/// Who asks for an operation, why, and over which connection.
///
///     perform: may this account do this? -> enter it in the journal, with the reason -> do it -> enter a refusal if it
/// fails
package struct Caller: Sendable {
    /// The name that the caller gives. Where the connection is an account's own log-in, that account acts, whatever the
    /// name.
    package let name: String
    /// Why; the journal enters it with every act.
    package let reason: String
    package let servers: Servers
    /// What the connections are called in the server's list of sessions.
    let role: String

    /// - Parameter role: what the connections are called in the server's list of sessions.
    package init(name: String, reason: String, servers: Servers, role: String = "cli") {
        self.name = name
        self.reason = reason
        self.servers = servers
        self.role = role
    }

    /// Performs an operation, if the caller may.
    ///
    /// - Throws: an ``OperationError`` if the caller may not; what the operation throws.
    package func perform<Outcome>(_ operation: some Operation<Outcome>) async throws -> Outcome {
        let permit = try await permit(
            operation.act, kind: operation.kind, on: operation.subject, detail: operation.detail)
        do {
            return try await operation.run(under: permit)
        } catch let interruption as CancellationError {
            // An interruption by the caller is no refusal.
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
