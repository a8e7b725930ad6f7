import ArgumentParser
import Chronology
import Footage
import Formats
import Operations
import Requisitions

struct ClockList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the clock anchors of a requisition's cameras.")

    @Option(help: "The id of the requisition.") var requisition: String
    @Option(help: "List only this camera. Default: all cameras.") var camera: CameraID?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let rows = try await asking.caller(servers).perform(
            ListClocks(in: RequisitionID(rawValue: requisition), camera: camera))
        switch list.format {
        case .json: try StandardOutput.line(CanonicalJSON.array(rows.map { $0.anchor.json(of: $0.camera) }).text)
        case .table:
            var table = TextTable(header: ["CAMERA", "SHOWN", "TRUE", "SECONDS", "UNCERTAINTY", "SOURCE"])
            for row in rows {
                let anchor = row.anchor
                table.append([
                    row.camera.rawValue, anchor.shown.rfc3339, anchor.trueTime.rfc3339,
                    CanonicalJSON.seconds(anchor.correction).text,
                    "+-\(Duration.microseconds(anchor.uncertainty).argument)", anchor.source,
                ])
            }
            try StandardOutput.write(table.text)
        }
    }
}

extension ClockAnchor {
    fileprivate func json(of camera: CameraID) -> CanonicalJSON {
        .object(members.merging(["camera": .string(camera.rawValue)]) { $1 })
    }
}
