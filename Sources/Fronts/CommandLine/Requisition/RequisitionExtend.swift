import ArgumentParser
import Catalogue
import Chronology
import Footage
import Journal
import Requisitions

struct RequisitionExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Prolongs a requisition or widens its scope, and records who ordered it and why.",
        discussion: """
            Reviews that were started keep the scope that they were planned with; start another for what is new. The reason \
            (--reason or RELECTURE_REASON) is recorded with the extension.
            """)

    @Argument(help: "The requisition's id.")
    var id: String

    @Option(help: "Who ordered the extension.")
    var orderedBy: String

    @Option(help: "The new expiry, RFC 3339; later than the present one.")
    var expires: Timestamp?

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func validate() throws {
        if expires == nil, scope.isEmpty {
            throw ValidationError("say what is extended: --expires, --camera, --window, or --from and --to")
        }
        if !orderedBy.contains(where: { !$0.isWhitespace }) { throw ValidationError("--ordered-by is empty") }
    }

    func run() async throws {
        let spans = try scope.spans()
        var changes = scope.cameras.map { "camera \($0)" }
        changes += spans.map { "window \($0.start.rfc3339)/\($0.end.rfc3339)" }
        if let expires { changes.append("expires \(expires.rfc3339)") }
        let text = changes.joined(separator: ", ")
        try await asking.act(
            servers, .change, "requisition extend", on: .requisition(id), detail: "\(text); ordered by \(orderedBy)"
        ) { database in
            try await database.extend(
                RequisitionID(rawValue: id), cameras: scope.cameras, windows: spans, expires: expires,
                by: try await asking.actor(in: database), orderedBy: orderedBy,
                because: try asking.statedReason(nil), changes: text)
        }
    }
}
