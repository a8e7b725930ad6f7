import ArgumentParser
import Journal
import Requisitions
import WorkLedger

struct RequisitionResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a suspended requisition go on.")

    @Argument(help: "The requisition's id.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .change, "requisition resume", on: .requisition(id)) { database in
            try await database.resume(RequisitionID(rawValue: id))
        }
    }
}
