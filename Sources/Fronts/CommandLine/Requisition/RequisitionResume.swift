import ArgumentParser
import Journal
import Operations
import Requisitions
import WorkLedger

struct RequisitionResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Resume a suspended requisition.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        _ = try await asking.caller(servers).perform(ChangeRequisition(.resume, of: RequisitionID(rawValue: id)))
    }
}
