/// A table of a TOML document while it is read; it keeps the order of its keys.
final class OrderTOMLTable {
    /// How a table came to be decides what may still be added to it.
    enum Origin: Equatable {
        /// By a header of a table within it: its own header may follow.
        case implied
        case header
        /// By a dotted key below the header of this number: more such keys may follow there.
        case dotted(section: Int)
    }

    enum Entry {
        case value(OrderJSON)
        case table(OrderTOMLTable)
        /// By `[[name]]`; the last one is open.
        case tables(Items)
    }

    /// Shared, for a list that grew by copies would take the square of its length.
    final class Items {
        var tables: [OrderTOMLTable]

        init(_ first: OrderTOMLTable) {
            tables = [first]
        }
    }

    var origin: Origin
    private var keys: [String] = []
    private var entries: [String: Entry] = [:]

    init(_ origin: Origin) {
        self.origin = origin
    }

    subscript(key: String) -> Entry? {
        get { entries[key] }
        set {
            if entries.updateValue(newValue!, forKey: key) == nil { keys.append(key) }
        }
    }

    /// Not deeper than the reader lets it become.
    var json: OrderJSON {
        .object(
            keys.map { key in
                switch entries[key]! {
                case .value(let value): OrderJSON.Member(key: key, value: value)
                case .table(let table): OrderJSON.Member(key: key, value: table.json)
                case .tables(let items): OrderJSON.Member(key: key, value: .array(items.tables.map(\.json)))
                }
            })
    }
}
