import ArgumentParser
import Journal
import Requisitions
import WorkLedger
import WorkQueue

struct RequisitionSuspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Lets nothing be imported or reviewed under a requisition for a time; what runs is handed back.")

    @Argument(help: "The requisition's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "requisition suspend", on: .requisition(id)) { database in
            try await database.suspend(RequisitionID(rawValue: id))
            // Workers renew at once, and find that what they hold was taken back.
            await servers.hint(Hint(.cancel))
        }
    }
}
