/// A site's public figures on its use of the software: counts by service and month, with small counts suppressed.
///
/// A count of fewer than `smallest` cases is not published, nor is any total from which it could be computed. Zero is
/// not a small count: it reveals nothing about any person.
package struct PublicRegister: Sendable {
    package struct Entry: Hashable, Sendable {
        package let service: String
        /// `YYYY-MM`.
        package let month: String
        package let measure: Measure
        package let value: Int64
        /// The number of cases behind the value.
        package let cases: Int64

        package init(service: String, month: String, measure: Measure, value: Int64, cases: Int64) {
            self.service = service
            self.month = month
            self.measure = measure
            self.value = value
            self.cases = cases
        }
    }

    package enum Measure: Hashable, Sendable {
        case requisitions, cameras
        /// Microseconds reviewed.
        case footage
        case refusals, erasuresOnTime, erasuresLate, erasuresOverdue
        case function(String)
    }

    /// The content of a cell.
    package enum Figure: Hashable, Sendable {
        case count(Int64)
        /// Hours, in tenths.
        case hours(Int64)
        /// A small count, suppressed.
        case few
        /// A sum over few cases, or a total from which a small count could be computed; suppressed.
        case hidden
    }

    /// A row of the register: a measure over all months, and its total.
    package struct Row: Hashable, Sendable {
        package let measure: Measure
        package let figures: [Figure]
        package let total: Figure
    }

    package let months: [String]
    package let services: [(name: String, rows: [Row])]
    package let smallest: Int64

    /// - Parameters:
    ///   - months: sorted; entries of other months are left out.
    ///   - unnamed: the service name for entries without one.
    package init(_ entries: [Entry], months: [String], unnamed: String, smallest: Int64) {
        self.months = months
        self.smallest = smallest
        let named = Dictionary(grouping: entries.filter { months.contains($0.month) }) {
            $0.service.isEmpty ? unnamed : $0.service
        }
        let always: [Measure] = [
            .requisitions, .cameras, .footage, .refusals, .erasuresOnTime, .erasuresLate, .erasuresOverdue,
        ]
        services = (named.isEmpty ? [unnamed: []] : named).sorted { $0.key < $1.key }.map { name, entries in
            let functions = Set(entries.map(\.measure)).subtracting(always).sorted { $0.name < $1.name }
            let rows = (always + functions).map { measure in
                PublicRegister.row(measure, entries.filter { $0.measure == measure }, months, smallest)
            }
            return (name, rows)
        }
    }

    private static func row(_ measure: Measure, _ entries: [Entry], _ months: [String], _ smallest: Int64) -> Row {
        let cells = months.map { month in
            entries.filter { $0.month == month }.reduce((value: Int64(0), cases: Int64(0))) {
                ($0.value + $1.value, $0.cases + $1.cases)
            }
        }
        let figures = cells.map { figure(measure, $0, smallest) }
        let isWhole = !figures.contains(.few) && !figures.contains(.hidden)
        let sum = cells.reduce((value: Int64(0), cases: Int64(0))) { ($0.value + $1.value, $0.cases + $1.cases) }
        return Row(measure: measure, figures: figures, total: isWhole ? figure(measure, sum, smallest) : .hidden)
    }

    private static func figure(_ measure: Measure, _ cell: (value: Int64, cases: Int64), _ smallest: Int64) -> Figure {
        let isShown = cell.cases == 0 || cell.cases >= smallest
        switch measure {
        case .footage: return isShown ? .hours((cell.value + 180_000_000) / 360_000_000) : .hidden
        case .cameras: return isShown ? .count(cell.value) : .hidden
        default: return isShown ? .count(cell.value) : .few
        }
    }
}

extension PublicRegister.Measure {
    /// Creates a measure from its name in the database.
    package init(name: String) {
        switch name {
        case "requisitions": self = .requisitions
        case "cameras": self = .cameras
        case "footage": self = .footage
        case "refusals": self = .refusals
        case "erasures-on-time": self = .erasuresOnTime
        case "erasures-late": self = .erasuresLate
        case "erasures-overdue": self = .erasuresOverdue
        default: self = .function(name.hasPrefix("function ") ? String(name.dropFirst(9)) : name)
        }
    }

    package var name: String {
        switch self {
        case .requisitions: "requisitions opened"
        case .cameras: "cameras in their scope"
        case .footage: "hours of footage reviewed"
        case .refusals: "acts refused"
        case .erasuresOnTime: "erasures on time"
        case .erasuresLate: "erasures late"
        case .erasuresOverdue: "erasures due and not done"
        case .function(let act): "function: \(act)"
        }
    }
}
