import ArgumentParser
import Journal
import Requisitions
import WorkLedger
import WorkQueue

struct RequisitionClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Closes a requisition: nothing more is imported under it, and running reviews are cancelled.")

    @Argument(help: "The requisition's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "requisition close", on: .requisition(id)) { database in
            try await database.close(RequisitionID(rawValue: id))
            // Its reviews were cancelled with it.
            await servers.hint(Hint(.cancel))
        }
    }
}
