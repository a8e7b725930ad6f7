public import ArgumentParser
import Formats

// Lengths of time as people write them. Retroactive: the type is the standard library's, the protocol the argument
// parser's.
extension Duration: @retroactive ExpressibleByArgument {
    /// Reads `500ms`, `30s`, `10m`, `2h`, or a bare number of seconds; nil for anything else.
    public init?(argument: String) {
        let units: [(suffix: String, milliseconds: Int64)] = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
        let unit = units.first { argument.hasSuffix($0.suffix) } ?? ("", 1_000)
        guard let count = Int64(argument.dropLast(unit.suffix.count)), (0...10_000_000).contains(count) else {
            return nil
        }
        self = .milliseconds(count * unit.milliseconds)
    }

    public var defaultValueDescription: String { argument }
}

extension Duration {
    /// The form that `init(argument:)` reads.
    var argument: String { Durations.units(self) }
}
