import ArgumentParser
import Formats
import Operations

struct EvidenceVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Prove that a bag is complete and unchanged since it was signed.",
        discussion: """
            Needs only the bag: no server, no account. With --key it also proves who signed it; get the site's public \
            key from a source other than the bag.
            """)

    @Argument(help: "The folder of the bag.")
    var folder: String

    @Option(help: "The site's public key. Default: the signer is not checked.")
    var key: String?

    @OptionGroup var list: ListOptions

    func run() throws {
        let report = try BagVerifier(path: folder).verify(publicKey: key)
        if key == nil {
            StandardError.write("warning: the signer was not checked: give the site's public key with --key\n")
        }
        switch list.format {
        case .json:
            try StandardOutput.line(
                CanonicalJSON.object([
                    "files": .integer(Int64(report.files)), "key": .string(report.publicKey), "valid": .bool(true),
                    "keyCompared": .bool(key != nil),
                ]).text)
        case .table:
            let trust = key == nil ? " (not compared: give the site's key with --key)" : ""
            try StandardOutput.write("valid  \(report.files) files\nkey    \(report.publicKey)\(trust)\n")
        }
    }
}
