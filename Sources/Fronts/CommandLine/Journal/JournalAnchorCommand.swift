import ArgumentParser
import Foundation
import Glibc
import Operations

struct JournalAnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor", abstract: "Print the signed head of the journal, to be kept elsewhere.",
        discussion: """
            Verifies the whole chain first. Run it regularly from a timer, and keep the lines where the owner of the \
            database cannot change them: by mail, on paper, on another machine. --output appends the line to a file.
            """)

    @Option(help: "The file to append the line to. Default: standard output.")
    var output: String?

    @OptionGroup var site: SiteKeyOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        let key = try site.key()
        try await asking.caller(servers, usual: "anchor at intervals").perform(
            AnchorJournal(signingWith: key) { [output] line in
                guard let output else { return try StandardOutput.write(line) }
                let file = open(output, O_WRONLY | O_APPEND | O_CREAT, 0o644)
                guard file >= 0 else {
                    throw CommandError("cannot write \(output): \(String(cString: strerror(errno)))")
                }
                let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
                try handle.write(contentsOf: Data(line.utf8))
                try handle.synchronize()
            })
    }
}
