import ArgumentParser
import Foundation
import Glibc
import Operations

/// The person asking and the reason: options of every command that touches what a requisition covers.
struct CallerOptions: ParsableArguments {
    @Option(help: "The person asking. Default: RELECTURE_PERSON, or the account of the operating system.")
    var person: String?

    @Option(help: "The reason, which is entered in the journal; required. Default: RELECTURE_REASON.")
    var reason: String?

    /// Returns the caller that performs operations for this command.
    ///
    /// - Parameter usual: The reason if none is given; nil makes a missing reason wrong usage.
    func caller(_ servers: ServerOptions, role: String = "cli", usual: String? = nil) throws -> Caller {
        let reason = try statedReason(usual)
        return Caller(name: who, reason: reason, servers: try servers.servers(), role: role)
    }

    var who: String {
        if let person = CallerOptions.given(person, "RELECTURE_PERSON") { return person }
        // Accounts in containers may have no name.
        let name = NSUserName()
        return name.isEmpty ? "uid \(getuid())" : name
    }

    private func statedReason(_ usual: String?) throws -> String {
        guard let reason = CallerOptions.given(reason, "RELECTURE_REASON") ?? usual else {
            throw ValidationError(
                "no reason given: set RELECTURE_REASON or --reason; the journal records every access with its reason"
            )
        }
        return reason
    }

    private static func given(_ option: String?, _ variable: String) -> String? {
        let text = option ?? Surroundings.variable(variable) ?? ""
        return text.contains { !$0.isWhitespace } ? text : nil
    }
}
