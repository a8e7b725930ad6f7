/// Text columns, each padded to its widest cell except the last.
package struct TextTable: Sendable {
    private let header: [String]
    private var rows: [[String]] = []

    package init(header: [String]) {
        self.header = header
    }

    package mutating func append(_ row: [String]) {
        precondition(row.count == header.count, "a row has as many cells as the header")
        rows.append(row)
    }

    package var text: String {
        let lines = [header] + rows
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = line.enumerated().map { column, cell in
                column == header.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return trimmed(cells.joined(separator: "  ")) + "\n"
        }.joined()
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
