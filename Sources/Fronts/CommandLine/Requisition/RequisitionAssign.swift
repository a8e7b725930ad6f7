import ArgumentParser
import Operations
import Requisitions

struct RequisitionAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Assign a requisition to an account, or take it back.",
        discussion: "What the account may do there depends on the role of its mandate. Who opened it keeps it.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @Argument(help: "The log-in of the account.")
    var login: String

    @Flag(help: "Take the requisition back.")
    var remove = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        try await asking.caller(servers).perform(
            AssignRequisition(RequisitionID(rawValue: id), to: login, isTakenBack: remove))
    }
}
