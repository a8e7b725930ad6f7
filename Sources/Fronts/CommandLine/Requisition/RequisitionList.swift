import ArgumentParser
import Catalogue
import Chronology
import Footage
import Formats
import Journal
import Operations
import Requisitions

struct RequisitionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all requisitions, newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let all = try await asking.caller(servers).perform(ListRequisitions())
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(all.map(\.json)).text)
        case .table:
            var table = TextTable(header: ["ID", "STATE", "REFERENCE", "FROM", "TO", "EXPIRES", "CAMERAS"])
            for requisition in all {
                table.append([
                    requisition.id.rawValue, requisition.condition, requisition.order.reference,
                    requisition.order.window.start.rfc3339, requisition.order.window.end.rfc3339,
                    requisition.order.details.expires?.rfc3339 ?? "",
                    requisition.order.cameras.map(\.rawValue).joined(separator: ", "),
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}
