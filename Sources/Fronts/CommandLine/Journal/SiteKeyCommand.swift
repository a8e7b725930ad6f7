import ArgumentParser
import Operations

struct SiteKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site-key", abstract: "The key with which this site signs what leaves it.",
        discussion: """
            Give the public key to those who will check signatures, on a way of its own. Back the file up apart from the \
            database: without it nothing new can be signed; what was signed stays valid.
            """,
        subcommands: [Create.self, Show.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes the key and prints its public part.")

        @OptionGroup var place: SiteKeyOptions

        func run() throws { try StandardOutput.line(try SiteKey.create(at: place.path).publicKey) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the public part.")

        @OptionGroup var place: SiteKeyOptions

        func run() throws { try StandardOutput.line(try place.key().publicKey) }
    }
}
