import ArgumentParser
import Exporting
import Footage
import Requisitions
import Storage
import WorkQueue

struct RequisitionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requisition",
        abstract: "The judicial orders under which footage is imported and reviewed.",
        subcommands: [Open.self, List.self, Show.self, Close.self, RequisitionAssign.self])

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens a requisition and prints its id.",
            discussion: "Only the named cameras are ever reviewed, and only within the window of time.")

        @Option(help: "The case reference, such as the number of the procedure.")
        var reference: String

        @Option(help: "Who ordered it and on what legal basis, in words.")
        var authority: String

        @Option(name: .customLong("camera"), help: "A camera in scope; repeat for each.")
        var cameras: [CameraID] = []

        @Option(help: "Start of the window, RFC 3339, for example 2026-03-01T21:00:00Z.")
        var from: Timestamp

        @Option(help: "End of the window, RFC 3339.")
        var to: Timestamp

        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func run() async throws {
            let order = try RequisitionOrder(
                reference: reference, authority: authority, cameras: cameras, from: from, to: to)
            try await asking.act(servers, .change, "requisition open", detail: "reference \(reference)") { database in
                let id = try await database.open(order).rawValue
                try await asking.note(
                    database, "requisition opened", on: .requisition(id), detail: "reference \(reference)")
                try StandardOutput.line(id)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all requisitions, the newest first.")

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func run() async throws {
            try await asking.act(servers, .consultation, "requisition list") { database in
                let cases = try await asking.cases(in: database)
                let all = try await database.requisitions().filter { cases?.contains($0.id.rawValue) ?? true }
                switch list.format {
                case .json: try StandardOutput.line(CanonicalJSON.array(all.map(\.json)).text)
                case .table:
                    var table = TextTable(header: ["ID", "STATE", "REFERENCE", "FROM", "TO", "CAMERAS"])
                    for requisition in all {
                        table.append([
                            requisition.id.rawValue, requisition.state.rawValue, requisition.order.reference,
                            requisition.order.window.start.rfc3339, requisition.order.window.end.rfc3339,
                            requisition.order.cameras.map(\.rawValue).joined(separator: ", "),
                        ])
                    }
                    try StandardOutput.write(table.text)
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one requisition.")

        @Argument(help: "The requisition's id.")
        var id: String

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func run() async throws {
            try await asking.act(servers, .consultation, "requisition show", on: .requisition(id)) { database in
                let requisition = try await database.requisition(RequisitionID(rawValue: id))
                switch list.format {
                case .json: try StandardOutput.line(requisition.json.text)
                case .table:
                    try StandardOutput.write(
                        """
                        id         \(requisition.id)
                        state      \(requisition.state.rawValue)
                        reference  \(requisition.order.reference)
                        authority  \(requisition.order.authority)
                        cameras    \(requisition.order.cameras.map(\.rawValue).joined(separator: ", "))
                        window     \(requisition.order.window.start) to \(requisition.order.window.end)

                        """)
                }
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a requisition: nothing more is imported under it, and running reviews are cancelled.")

        @Argument(help: "The requisition's id.")
        var id: String

        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: Asking

        func run() async throws {
            try await asking.act(servers, .change, "requisition close", on: .requisition(id)) { database in
                try await database.close(RequisitionID(rawValue: id))
                // Its reviews were cancelled with it.
                await servers.hint(Hint(.cancel))
            }
        }
    }
}

extension Requisition {
    var json: CanonicalJSON {
        .object([
            "id": .string(id.rawValue), "state": .string(state.rawValue), "reference": .string(order.reference),
            "authority": .string(order.authority), "cameras": .array(order.cameras.map { .string($0.rawValue) }),
            "from": .string(order.window.start.rfc3339), "to": .string(order.window.end.rfc3339),
        ])
    }
}
