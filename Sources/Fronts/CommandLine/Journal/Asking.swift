import Access
import ArgumentParser
import Foundation
import Glibc
import Journal
import Operations
import Schema

/// Who asks, and why: for every command that touches what a requisition covers.
struct Asking: ParsableArguments {
    @Option(help: "Who asks. Default: RELECTURE_PERSON, else the account of the operating system.")
    var person: String?

    @Option(help: "Why. It is entered in the journal, and compulsory. Default: RELECTURE_REASON.")
    var reason: String?

    /// Who performs operations for this command.
    ///
    /// - Parameter usual: the reason where none was given; nil: giving none is wrong usage.
    func caller(_ servers: ServerOptions, role: String = "cli", usual: String? = nil) throws -> Caller {
        let reason = try statedReason(usual)
        return Caller(name: who, reason: reason, servers: try servers.servers(), role: role)
    }

    /// Enters in the journal what is about to be done, does it, and enters a refusal if it could not be done.
    ///
    /// - Parameter usual: the reason where none was given; nil: giving none is wrong usage.
    func act<Value>(
        _ servers: ServerOptions, _ kind: JournalEntry.Kind, _ act: Act, on subject: JournalSubject = .everything,
        role: String = "cli", detail: String = "", usual: String? = nil, _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let reason = try statedReason(usual)
        let database = try await servers.database(role: role)
        try await permit(act, on: subject, database, because: reason)
        try await database.enter(kind, act.rawValue, on: subject, by: who, because: reason, detail: detail)
        do {
            return try await body(database)
        } catch let code as ExitCode {
            // It was done; the status tells more about the result.
            throw code
        } catch let interruption as CancellationError {
            // Whoever asked has thought better of it.
            throw interruption
        } catch {
            let cause = String(String(describing: error).prefix(500))
            _ = try? await database.enter(.refusal, act.rawValue, on: subject, by: who, because: reason, detail: cause)
            throw error
        }
    }

    /// Enters what an act has brought about, once its id is known.
    func note(
        _ database: Database, _ act: Act, on subject: JournalSubject, detail: String = "", usual: String? = nil,
        kind: JournalEntry.Kind = .change
    ) async throws {
        try await database.enter(
            kind, act.rawValue, on: subject, by: who, because: try statedReason(usual), detail: detail)
    }

    var who: String {
        if let person = Asking.given(person, "RELECTURE_PERSON") { return person }
        // Accounts of containers have no name.
        let name = NSUserName()
        return name.isEmpty ? "uid \(getuid())" : name
    }

    func statedReason(_ usual: String?) throws -> String {
        guard let reason = Asking.given(reason, "RELECTURE_REASON") ?? usual else {
            throw ValidationError(
                "say why: set RELECTURE_REASON or give --reason; every access is entered in the journal with its reason")
        }
        return reason
    }

    private static func given(_ option: String?, _ variable: String) -> String? {
        let text = option ?? Surroundings.variable(variable) ?? ""
        return text.contains { !$0.isWhitespace } ? text : nil
    }
}
