import ArgumentParser
import Operations
import Requisitions

struct EraseCertificateShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Print the certificate of an erasure again.")

    @Argument(help: "The id of the requisition.")
    var requisition: String

    @Option(help: "A folder for the certificate, as JSON and as text. Default: only print it.")
    var output: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let certificate = try await asking.caller(servers).perform(
            ReadErasureCertificate(of: RequisitionID(rawValue: requisition)))
        try ErasureOutput.write(certificate, list.format, folder: output)
    }
}
