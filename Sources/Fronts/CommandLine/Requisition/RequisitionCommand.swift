import ArgumentParser
import Requisitions

struct RequisitionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requisition",
        abstract: "Manage the judicial orders under which footage is imported and reviewed.",
        subcommands: [
            RequisitionOpen.self, RequisitionList.self, RequisitionShow.self, RequisitionSuspend.self,
            RequisitionResume.self, RequisitionExtend.self, RequisitionClose.self, RequisitionAssign.self,
            RequisitionSchemaCommand.self,
        ])
}

struct RequisitionSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of an order's file.")

    func run() async throws {
        try StandardOutput.line(RequisitionSchema.text)
    }
}
