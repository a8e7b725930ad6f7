import Chronology
import Footage

/// The length of chunks: a whole number of cells, or one chunk per continuous stretch of footage.
package enum ChunkLength: Hashable, Sendable {
    case cells(Int64)
    case whole

    package static let standard = ChunkLength.cells(120)

    /// Parses `5s`, `90s`, `10m`, `1h` (rounded up to whole cells) or `whole`; returns nil for anything else.
    package init?(_ text: String) {
        if text == "whole" {
            self = .whole
            return
        }
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count > 0,
            count <= 10_000_000
        else { return nil }
        let microseconds = count * unit * 1_000_000
        self = .cells((microseconds + CellGrid.cellLength - 1) / CellGrid.cellLength)
    }

    /// Length in microseconds; nil for `whole`.
    package var microseconds: Int64? {
        switch self {
        case .cells(let count): count * CellGrid.cellLength
        case .whole: nil
        }
    }
}

extension ChunkLength: CustomStringConvertible {
    package var description: String {
        guard let microseconds else { return "whole" }
        return "\(microseconds / 1_000_000)s"
    }
}
