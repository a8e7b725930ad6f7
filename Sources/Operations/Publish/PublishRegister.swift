package import Access
import Formats
import Foundation
import Journal

/// Writes the public register, with counts by month and service, as `register.html` and `register.csv`.
package struct PublishRegister: Operation {
    package let folder: String
    /// First month, such as `2026-01`; nil for the first with any entry.
    package let from: String?
    /// Last month; nil for the last completed one.
    package let to: String?
    /// Name under which to list entries that state no service.
    package let unnamed: String
    /// Counts below this are withheld.
    package let smallest: Int64
    /// Whether to include the current month: for preview, not for publication.
    package let includesUnfinished: Bool
    /// Receives the path of each file written.
    package let written: @Sendable (String) throws -> Void

    package init(
        to folder: String, from: String?, to: String?, unnamed: String, smallest: Int64, includesUnfinished: Bool,
        written: @escaping @Sendable (String) throws -> Void
    ) {
        self.folder = folder
        self.from = from
        self.to = to
        self.unnamed = unnamed
        self.smallest = smallest
        self.includesUnfinished = includesUnfinished
        self.written = written
    }

    package var act: Act { .registerPublish }
    package var detail: String { "to the public" }

    package func run(under permit: Permit) async throws {
        let counts = try await permit.database.registerCounts()
        let months = try RegisterMonths.list(
            from: from ?? counts.map(\.month).min(), to: to, now: try await permit.database.currentMonth(),
            unfinished: includesUnfinished)
        let register = PublicRegister(
            counts.map {
                PublicRegister.Entry(
                    service: $0.service, month: $0.month, measure: .init(name: $0.measure), value: $0.value,
                    cases: $0.cases)
            }, months: months, unnamed: unnamed, smallest: smallest)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw OperationError("cannot create \(folder): \(error.localizedDescription)")
        }
        for (name, text) in [("register.html", register.html), ("register.csv", register.csv)] {
            let path = "\(folder)/\(name)"
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                throw OperationError("cannot write \(path): \(error.localizedDescription)")
            }
            try written(path)
        }
    }
}
