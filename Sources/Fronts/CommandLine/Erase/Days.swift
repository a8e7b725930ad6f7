import ArgumentParser

/// For how long copies of the database are kept, in days.
struct Days: ExpressibleByArgument, Sendable {
    let count: Int64

    init(count: Int64) { self.count = count }

    /// Reads `30d`, or a bare number of days.
    init?(argument: String) {
        guard let count = Int64(argument.hasSuffix("d") ? String(argument.dropLast()) : argument),
            (0...36_500).contains(count)
        else { return nil }
        self.count = count
    }

    var defaultValueDescription: String { "\(count)d" }
    var microseconds: Int64 { count * 86_400_000_000 }
}
