import ArgumentParser
import Catalogue
import Footage
import Journal
import Operations
import Requisitions

struct RequisitionOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a requisition and print its id.",
        discussion: """
            Only the named cameras are ever reviewed, and only within the time windows: give --from and --to, --window \
            for each of several, or a JSON file that holds the whole order. `relecture requisition schema` prints what \
            a file may hold; all errors in a file are reported at once.
            """)

    @Option(help: "The order as a JSON file, instead of the other options of the order.")
    var file: String?

    @Option(help: "The case reference, such as the number of the procedure.")
    var reference: String?

    @Option(help: "Who ordered it and on what legal basis, in words.")
    var authority: String?

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var details: DetailOptions

    @Option(
        help: "The site's list of legal bases, JSON. Default: RELECTURE_LEGAL_BASES, or any code is accepted.")
    var legalBases: String?

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func validate() throws {
        if file == nil {
            if reference == nil { throw ValidationError("--reference is missing; or give the whole order with --file") }
            if authority == nil { throw ValidationError("--authority is missing; or give the whole order with --file") }
        } else if reference != nil || authority != nil || !scope.isEmpty || !details.isEmpty {
            throw ValidationError("--file holds the whole order: omit the other options of the order")
        }
    }

    func run() async throws {
        let order = try self.order()
        let opened = try await asking.caller(servers).perform(OpenRequisition(order: order))
        for twin in opened.twins {
            StandardError.write("note: requisition \(twin) orders the same and is open too\n")
        }
        try StandardOutput.line(opened.id.rawValue)
    }

    private func order() throws -> RequisitionOrder {
        let bases = try LegalBases.codes(inFile: legalBases)
        guard let file else {
            var details = self.details.details
            details.legalBasis = try LegalBases.check(details.legalBasis, against: bases)
            return try scope.order(reference: reference ?? "", authority: authority ?? "", details: details)
        }
        do {
            return try OrderDocument.order(inFile: file, legalBases: bases)
        } catch {
            for problem in error.problems { StandardError.write("\(problem)\n") }
            throw CommandError(error.description)
        }
    }
}
