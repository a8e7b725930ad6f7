/// Which tables hold a requisition's material, how to find its rows, and in which order to delete them.
///
/// Derived from the database's own catalogue rather than from a list, so tables added later are erased too if they have
/// a column that names a requisition, review, recording or chunk, or a foreign key to an erased table.
package struct ErasurePlan: Hashable, Sendable {
    /// A table in the database's catalogue, with its name quoted for SQL.
    package struct Table: Hashable, Sendable {
        package let name: String
        /// Column types by column name.
        package let columns: [String: String]
        package let required: Set<String>
        package let isPartitioned: Bool

        package init(name: String, columns: [String: String], required: Set<String>, isPartitioned: Bool = false) {
            self.name = name
            self.columns = columns
            self.required = required
            self.isPartitioned = isPartitioned
        }
    }

    /// A foreign key.
    package struct Reference: Hashable, Sendable {
        package let table: String
        package let columns: [String]
        package let target: String
        package let targetColumns: [String]

        package init(table: String, columns: [String], target: String, targetColumns: [String]) {
            self.table = table
            self.columns = columns
            self.target = target
            self.targetColumns = targetColumns
        }
    }

    package struct Deletion: Hashable, Sendable {
        package let table: String
        /// Selects the rows to delete; `$1` is an array of the requisitions' ids, as text.
        package let condition: String
        package let isPartitioned: Bool
    }

    /// What is kept: the requisition's name, the journal, and the record of the erasure itself.
    package static let survivors: Set<String> = ["relecture.requisition", "relecture.journal", "relecture.erasure"]

    /// Columns that refer to rows of a table, with or without a foreign key.
    private static let names = [
        "review_id": "relecture.review", "recording_id": "relecture.recording", "chunk_id": "relecture.chunk",
    ]

    /// Referring tables come before the tables they refer to.
    package let deletions: [Deletion]

    package init(tables: [Table], references: [Reference]) {
        let byName = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
        var seen: Set<Reference> = []
        // A table that refers to rows, declared or not, must be emptied before they are deleted.
        let all = (references + tables.flatMap { ErasurePlan.implied(by: $0, byName) })
            .filter { seen.insert($0).inserted }
        let search = Search(tables: byName, references: all)
        let found = tables.compactMap { table -> Deletion? in
            guard !ErasurePlan.survivors.contains(table.name) else { return nil }
            return search.condition(of: table, within: []).map {
                Deletion(table: table.name, condition: $0, isPartitioned: table.isPartitioned)
            }
        }
        deletions = ErasurePlan.ordered(found.sorted { $0.table < $1.table }, all, declared: references)
    }

    private static func implied(by table: Table, _ tables: [String: Table]) -> [Reference] {
        names.sorted { $0.key < $1.key }.compactMap { column, target in
            guard target != table.name, let type = tables[target]?.columns["id"], table.columns[column] == type
            else { return nil }
            return Reference(table: table.name, columns: [column], target: target, targetColumns: ["id"])
        }
    }

    private static func ordered(
        _ deletions: [Deletion], _ references: [Reference], declared: [Reference]
    ) -> [Deletion] {
        var waiting = deletions
        var order: [Deletion] = []
        func first(_ references: [Reference]) -> Int? {
            waiting.firstIndex { deletion in
                !references.contains { reference in
                    reference.target == deletion.table && reference.table != deletion.table
                        && waiting.contains { $0.table == reference.table }
                }
            }
        }
        while !waiting.isEmpty {
            // Cycles have no valid first table; if a cycle consists of foreign keys, those have to be deferrable
            // anyway.
            order.append(waiting.remove(at: first(references) ?? first(declared) ?? 0))
        }
        return order
    }

    private struct Search {
        let tables: [String: Table]
        let references: [Reference]

        func condition(of table: Table, within path: Set<String>) -> String? {
            var ways: [String] = []
            for name in ["requisition_id", "requisition"] {
                guard let type = table.columns[name], ["uuid", "text"].contains(type) else { continue }
                let direct = "\(name) = ANY ($1::text[]\(type == "uuid" ? "::uuid[]" : ""))"
                if table.required.contains(name) { return direct }
                ways.append(direct)
            }
            let path = path.union([table.name])
            for reference in references where reference.table == table.name {
                if reference.target == "relecture.requisition", reference.columns.count == 1 {
                    ways.append("\(reference.columns[0]) = ANY ($1::text[]::uuid[])")
                } else {
                    ways += way(reference.columns, reference.target, reference.targetColumns, within: path)
                }
            }
            var seen: Set<String> = []
            let each = ways.filter { seen.insert($0).inserted }
            return each.isEmpty ? nil : each.joined(separator: " OR ")
        }

        private func way(
            _ columns: [String], _ target: String, _ targetColumns: [String], within path: Set<String>
        ) -> [String] {
            guard !path.contains(target), !ErasurePlan.survivors.contains(target), let table = tables[target],
                let condition = condition(of: table, within: path)
            else { return [] }
            let list = columns.joined(separator: ", ")
            return ["(\(list)) IN (SELECT \(targetColumns.joined(separator: ", ")) FROM \(target) WHERE \(condition))"]
        }
    }
}
