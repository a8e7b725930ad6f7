import ArgumentParser
import Catalogue
import Chronology
import Footage
import Formats
import Journal
import Requisitions

struct RequisitionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists all requisitions, the newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .consultation, "requisition list") { database in
            let cases = try await asking.cases(in: database)
            let all = try await database.requisitions().filter { cases?.contains($0.id.rawValue) ?? true }
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
}
