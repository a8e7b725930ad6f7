import ArgumentParser
import Catalogue
import Chronology
import Footage
import Journal
import Requisitions

struct ClockRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes an anchor of a camera's clock away.")

    @OptionGroup var of: ClockCommand.Camera

    @Option(help: "What the clock showed, as `clock list` prints it.")
    var shown: Timestamp

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        let detail = "camera \(of.camera), shown \(shown)"
        try await asking.act(servers, .change, "clock remove", on: .requisition(of.requisition), detail: detail) { database in
            let id = RequisitionID(rawValue: of.requisition)
            try await database.requisition(id).requireCovered(of.camera)
            guard try await database.removeAnchor(shown: shown, ofCamera: of.camera, in: id) else {
                throw CommandError(
                    """
                    no anchor says what it was when camera \(of.camera) showed \(shown): `relecture clock list \
                    --requisition \(id)` prints those there are
                    """)
            }
        }
    }
}
