import ArgumentParser

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
