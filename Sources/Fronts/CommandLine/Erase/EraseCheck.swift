import ArgumentParser
import Formats
import Foundation
import Operations

struct EraseCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove that a certificate of erasure is unchanged since it was signed.",
        discussion: "Needs only the JSON file: no server, no account. With --key it also proves who signed it.")

    @Argument(help: "The JSON file of the certificate.")
    var certificate: String

    @Option(help: "The site's public key. Default: the signer is not checked.")
    var key: String?

    @OptionGroup var list: ListOptions

    func run() throws {
        guard let text = try? String(contentsOfFile: certificate, encoding: .utf8) else {
            throw CommandError("cannot read \(certificate): check that it exists and is readable")
        }
        guard let read = ErasureCertificate(text) else {
            throw CommandError("\(certificate) is not a certificate of erasure, or was changed after it was signed")
        }
        if let key, read.publicKey != key.lowercased() {
            throw CommandError("\(certificate) is signed with the key \(read.publicKey), not with the given one")
        }
        switch list.format {
        case .json: try StandardOutput.line(read.json.text)
        case .table:
            let trust = key == nil ? "not compared: give the site's key with --key" : "the given one"
            try StandardOutput.write(read.text + "\nvalid        signed with the key above (\(trust))\n")
        }
    }
}
