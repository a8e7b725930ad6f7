import ArgumentParser
import Operations
import Requisitions

struct RequisitionAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Lets a person see a requisition and work under it, or takes it back.",
        discussion: "What the person may do there depends on the role of his or her mandate. Who opened it keeps it.")

    @Argument(help: "The requisition's id.")
    var id: String

    @Argument(help: "The person's log-in.")
    var login: String

    @Flag(help: "Take it back.")
    var remove = false

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(
            AssignRequisition(RequisitionID(rawValue: id), to: login, isTakenBack: remove))
    }
}
