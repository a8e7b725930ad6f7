import ArgumentParser
import Catalogue
import Erasure
import Journal
import Operations
import Requisitions

struct EraseCertificateShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Prints the certificate of an erasure again.")

    @Argument(help: "The requisition's id.")
    var requisition: String

    @Option(help: "A folder for the certificate, as JSON and as text.")
    var output: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .consultation, "erase certificate", on: .requisition(requisition)) { database in
            let id = RequisitionID(rawValue: requisition)
            let state = try await database.requisition(id).state
            guard let text = try await database.erasure(of: id)?.certificate else {
                throw CommandError("requisition \(id) is \(state.rawValue): there is no certificate of its erasure")
            }
            guard let certificate = ErasureCertificate(text) else {
                throw CommandError(
                    "the certificate of requisition \(id) in the database was changed: use the one you kept")
            }
            try ErasureOutput.write(certificate, list.format, folder: output)
        }
    }
}
