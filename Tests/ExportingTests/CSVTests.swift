import Exporting
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("two\r\nlines", "\"two\r\nlines\""), ("\"", "\"\"\"\""), (" kept ", " kept "),
        // A quote that carries an accent is one character to people, and a quote to every reader of CSV.
        ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
    ])
    func fieldsAreQuotedWhereAReaderNeedsIt(text: String, field: String) {
        #expect(Array(CSVField.quoted(text).unicodeScalars) == Array(field.unicodeScalars))
    }

    @Test func everySpanAndTrackIsARowAsWideAsTheHeader() throws {
        let rows = parsed(SampleTimeline.timeline().csv)
        let header = try #require(rows.first)
        #expect(rows.allSatisfy { $0.count == header.count })
        let records = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
        #expect(
            records.map { $0["kind"] } == [
                "coverage", "coverage", "coverage", "coverage", "activity", "track", "track",
            ])
        #expect(records[0]["camera"] == "cour, \"nord\"")
        #expect(records[2]["state"] == "undecodable" && records[2]["reason"] == "damaged")
        let track = records[5]
        #expect(track["id"] == "1" && track["class"] == "unknown" && track["confidence"] == "0.93")
        #expect(track["start"] == "2026-03-01T21:55:02.000000Z" && track["end"] == "2026-03-01T21:55:05.000000Z")
        #expect([track["x"], track["y"], track["width"], track["height"]] == ["0.1", "0.25", "0.05", "0.2"])
    }

    /// Reads RFC 4180, scalar by scalar.
    private func parsed(_ text: String) -> [[String]] {
        var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                scalars.removeFirst()
                field += "\""
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                row.append(field)
                field = ""
            case ("\r", false):
                scalars.removeFirst()
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
