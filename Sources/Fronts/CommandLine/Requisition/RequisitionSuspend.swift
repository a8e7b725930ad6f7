import ArgumentParser
import Journal
import Operations
import Requisitions
import WorkLedger
import WorkQueue

struct RequisitionSuspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Suspend imports and reviews under a requisition; running chunks are handed back.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let isTold = try await asking.caller(servers).perform(
            ChangeRequisition(.suspend, of: RequisitionID(rawValue: id)))
        if !isTold { StandardError.noteUnreachedBroker() }
    }
}

struct RequisitionResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Resume a suspended requisition.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        _ = try await asking.caller(servers).perform(ChangeRequisition(.resume, of: RequisitionID(rawValue: id)))
    }
}
