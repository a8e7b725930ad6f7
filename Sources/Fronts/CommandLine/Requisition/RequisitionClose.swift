import ArgumentParser
import Journal
import Operations
import Requisitions
import WorkLedger
import WorkQueue

struct RequisitionClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a requisition: nothing more is imported under it, and running reviews are cancelled.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(
            ChangeRequisition(.close, of: RequisitionID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}
