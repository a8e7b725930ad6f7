import ArgumentParser
import Catalogue
import Chronology
import Footage
import Journal
import Operations
import Requisitions

struct RequisitionExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Prolong a requisition or widen its scope, and record who ordered it and why.",
        discussion: """
            Existing reviews keep the scope that they were planned with; start another for what is new. The reason \
            (--reason or RELECTURE_REASON) is recorded with the extension.
            """)

    @Argument(help: "The id of the requisition.")
    var id: String

    @Option(help: "Who ordered the extension.")
    var orderedBy: String

    @Option(help: "The new expiry, RFC 3339; later than the current one.")
    var expires: Timestamp?

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func validate() throws {
        if expires == nil, scope.isEmpty {
            throw ValidationError("nothing to extend: give --expires, --camera, --window, or --from and --to")
        }
        if !orderedBy.contains(where: { !$0.isWhitespace }) { throw ValidationError("--ordered-by is empty") }
    }

    func run() async throws {
        let spans = try scope.spans()
        try await asking.caller(servers).perform(
            ExtendRequisition(
                id: RequisitionID(rawValue: id), cameras: scope.cameras, windows: spans, expires: expires,
                orderedBy: orderedBy))
    }
}
