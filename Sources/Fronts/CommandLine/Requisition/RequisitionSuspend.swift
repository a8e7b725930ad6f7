import ArgumentParser
import Journal
import Operations
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
        let isTold = try await asking.caller(servers).perform(
            ChangeRequisition(.suspend, of: RequisitionID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}
