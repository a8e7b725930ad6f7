import ArgumentParser
import Operations

struct SiteKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site-key", abstract: "Create or show the key with which this site signs its exports.",
        discussion: """
            Give the public key to those who will check signatures, through a separate channel. Back the file up apart \
            from the database: without it nothing new can be signed; existing signatures stay valid.
            """,
        subcommands: [Create.self, Show.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Create the key and print its public part.")

        @OptionGroup var place: SiteKeyOptions

        func run() throws { try StandardOutput.line(try SiteKey.create(at: place.path).publicKey) }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the public part of the key.")

        @OptionGroup var place: SiteKeyOptions

        func run() throws { try StandardOutput.line(try place.key().publicKey) }
    }
}
