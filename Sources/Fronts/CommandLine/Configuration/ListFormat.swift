import ArgumentParser

/// How lists and single results are printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

/// The output format of commands that list or show something.
struct ListOptions: ParsableArguments {
    @Option(name: .long, help: "The output format: table or json.")
    var format = ListFormat.table
}

/// Several values in one argument, separated by commas.
struct List<Item: ExpressibleByArgument & CustomStringConvertible & Sendable>: ExpressibleByArgument, Sendable {
    let items: [Item]

    init(items: [Item]) {
        self.items = items
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        items = parts.compactMap { Item(argument: String($0)) }
        if items.isEmpty || items.count != parts.count { return nil }
    }

    var defaultValueDescription: String { items.map(\.description).joined(separator: ",") }
}
