import ArgumentParser
import Operations

/// Reads `30d`, or a bare number of days.
extension Days: ExpressibleByArgument {
    package init?(argument: String) {
        guard let count = Int64(argument.hasSuffix("d") ? String(argument.dropLast()) : argument),
            (0...36_500).contains(count)
        else { return nil }
        self.init(count: count)
    }

    package var defaultValueDescription: String { "\(count)d" }
}
