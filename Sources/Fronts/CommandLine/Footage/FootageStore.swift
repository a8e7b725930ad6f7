import ArgumentParser
import Formats
import Operations
import WorkLedger

struct FootageStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "List the stores that hold footage, and limit the load on slow ones.",
        subcommands: [List.self, Limit.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the stores and how many chunks of each are running.")

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions

        func run() async throws {
            let stores = try await FootageStores(servers.servers()).list()
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(stores.map(\.json)).text)
            case .table:
                var table = TextTable(header: ["STORE", "RECORDINGS", "RUNNING", "LIMIT"])
                for store in stores {
                    table.append([
                        store.name, "\(store.recordings)", "\(store.running)", store.limit.map(String.init) ?? "none",
                    ])
                }
                try StandardOutput.write(table.text)
            }
        }
    }

    struct Limit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Limit how many chunks of a store run at once, on all machines together.",
            discussion: """
                A chunk belongs to the store of the file in which it ends. Running chunks continue. A store is the \
                STORE of --footage-root at import, or "default".
                """)

        @Argument(help: "The name of the store.") var name: String
        @Argument(help: "The maximum number of running chunks, or `none`.") var limit: String
        @OptionGroup var servers: ServerOptions

        func validate() throws {
            guard limit == "none" || Int(limit).map({ (1...100_000).contains($0) }) == true else {
                throw ValidationError("the limit must be a number of chunks from 1 to 100000, or `none`")
            }
        }

        func run() async throws {
            try await FootageStores(servers.servers()).limit(name, to: Int(limit))
        }
    }
}

extension StoreStatus {
    fileprivate var json: CanonicalJSON {
        .object([
            "name": .string(name), "recordings": .integer(Int64(recordings)), "running": .integer(Int64(running)),
            "limit": limit.map { .integer(Int64($0)) } ?? .null,
        ])
    }
}
