import ArgumentParser
import Chronology
import Footage
import Formats
import Foundation
import Journal
import Operations

struct JournalVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Prove that no entry was removed, changed or moved.",
        discussion: """
            The chain alone reveals changes in the middle. A truncated tail, or a chain rewritten by the owner of the \
            database, shows only against anchors kept elsewhere: give their files with --anchor, and the site's public \
            key with --key.
            """)

    @Option(name: .customLong("anchor"), help: "A file written by `journal anchor`; repeat for each.")
    var anchors: [String] = []

    @Option(help: "The site's public key; refuse anchors signed with another. Default: accept any key.")
    var key: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let anchored = try anchors.flatMap(read)
        let head = try await asking.caller(servers).perform(VerifyJournal(anchors: anchored))
        switch list.format {
        case .json:
            try StandardOutput.line(
                CanonicalJSON.object([
                    "entries": .integer(head.id), "at": .string(head.at.rfc3339),
                    "digest": .string("sha256:\(head.digest.hexadecimal)"), "anchors": .integer(Int64(anchored.count)),
                    "unbroken": .bool(true),
                ]).text)
        case .table:
            try StandardOutput.write(
                """
                unbroken  \(head.id) entries, the last at \(head.at)
                digest    sha256:\(head.digest.hexadecimal)
                anchors   \(anchored.count) agree

                """)
        }
    }

    private func read(_ path: String) throws -> [JournalAnchor] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandError("cannot read \(path): check that it exists and is readable")
        }
        return try text.split(whereSeparator: \.isNewline).map { line in
            guard let anchor = JournalAnchor(String(line)) else {
                throw CommandError("\(path) is not a journal anchor, or its signature is wrong")
            }
            if let key, anchor.publicKey != key.lowercased() {
                throw CommandError("\(path) is signed with the key \(anchor.publicKey), not with the given one")
            }
            return anchor
        }
    }
}
