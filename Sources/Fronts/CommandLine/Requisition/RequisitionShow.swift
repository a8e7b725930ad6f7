import ArgumentParser
import Catalogue
import Chronology
import Footage
import Formats
import Journal
import Operations
import Requisitions

struct RequisitionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one requisition with its extensions.")

    @Argument(help: "The id of the requisition.")
    var id: String

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let shown = try await asking.caller(servers).perform(ShowRequisition(id: RequisitionID(rawValue: id)))
        switch list.format {
        case .json: try StandardOutput.line(shown.requisition.json(shown.extensions).text)
        case .table: try StandardOutput.write(RequisitionShow.text(shown.requisition, shown.extensions))
        }
    }

    private static func text(_ requisition: Requisition, _ extensions: [RequisitionExtension]) -> String {
        let (order, details) = (requisition.order, requisition.order.details)
        var lines = [
            ("id", "\(requisition.id)"), ("state", requisition.condition), ("reference", order.reference),
            ("procedure", details.procedure), ("authority", order.authority), ("legal basis", details.legalBasis),
            ("officer", details.officer), ("magistrate", details.magistrate),
            ("flagrance", details.isFlagrance ? "yes" : ""), ("ordered on", details.orderedOn),
            ("purpose", details.purpose), ("expires", details.expires?.rfc3339 ?? ""), ("seal", details.seal),
            ("cameras", order.cameras.map(\.rawValue).joined(separator: ", ")),
        ]
        if requisition.state == .erased { lines = Array(lines.prefix(3)) }
        lines += requisition.state == .erased ? [] : order.windows.map { ("window", "\($0.start) to \($0.end)") }
        lines += extensions.map {
            (
                "extended",
                "\($0.at): \($0.changes); ordered by \($0.orderedBy), because: \($0.reason) (entered by \($0.person))"
            )
        }
        return lines.filter { !$0.1.isEmpty }.map { label, value in
            label + String(repeating: " ", count: 13 - label.count) + value + "\n"
        }.joined()
    }
}
