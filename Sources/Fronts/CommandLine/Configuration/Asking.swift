import ArgumentParser
import Foundation
import Glibc
import Operations

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

    var who: String {
        if let person = Asking.given(person, "RELECTURE_PERSON") { return person }
        // Accounts of containers have no name.
        let name = NSUserName()
        return name.isEmpty ? "uid \(getuid())" : name
    }

    private func statedReason(_ usual: String?) throws -> String {
        guard let reason = Asking.given(reason, "RELECTURE_REASON") ?? usual else {
            throw ValidationError(
                "say why: set RELECTURE_REASON or give --reason; every access is entered in the journal with its reason"
            )
        }
        return reason
    }

    private static func given(_ option: String?, _ variable: String) -> String? {
        let text = option ?? Surroundings.variable(variable) ?? ""
        return text.contains { !$0.isWhitespace } ? text : nil
    }
}
