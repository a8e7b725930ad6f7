package import Access
import Formats
import Foundation
import Journal

/// Writes the public register, counts by month and service, as `register.html` and `register.csv`.
package struct PublishRegister: Operation {
    package let folder: String
    /// The first month, such as `2026-01`. Nil: the first with anything in it.
    package let from: String?
    /// The last month. Nil: the last that is over.
    package let to: String?
    /// The name under which stands what names no service of its own.
    package let unnamed: String
    /// Counts below this are not told.
    package let smallest: Int64
    /// The current month too: to look at, not to publish.
    package let includesUnfinished: Bool
    /// Hears the path of each file that was written.
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
            throw OperationError("cannot make \(folder): \(error.localizedDescription)")
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
