import ArgumentParser

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
