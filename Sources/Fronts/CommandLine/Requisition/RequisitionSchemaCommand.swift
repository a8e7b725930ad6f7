import ArgumentParser
import Requisitions

struct RequisitionSchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of an order's file.")

    func run() async throws {
        try StandardOutput.line(RequisitionSchema.text)
    }
}
