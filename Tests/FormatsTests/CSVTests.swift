import Footage
import Formats
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct CSVTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
        ("two\nlines", "\"two\nlines\""),
        ("two\r\nlines", "\"two\r\nlines\""), ("\"", "\"\"\"\""), (" kept ", " kept "),
        // A quote with a combining accent is one Swift character, but CSV readers see the quote.
        ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
    ])
    func fieldsAreQuotedWhereAReaderNeedsIt(text: String, field: String) {
        #expect(Array(CSVField.quoted(text).unicodeScalars) == Array(field.unicodeScalars))
    }

    @Test(arguments: [
        ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("-", "'-"), ("-x", "'-x"), ("+33 1", "'+33 1"), ("-1.5.2", "'-1.5.2"),
        ("-1.", "'-1."), ("+1e5", "'+1e5"),
        ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\r\n=1", "\"'\r\n=1\""), ("＝1", "'＝1"), ("=\u{301}1", "'=\u{301}1"),
    ])
    func whatBeginsLikeAFormulaIsText(text: String, field: String) {
        #expect(Array(CSVField.quoted(text).unicodeScalars) == Array(field.unicodeScalars))
    }

    @Test(arguments: ["-1.5", "+33", "0.93", "-0", "2026-03-01T21:55:02.000000Z", "a=b", "'=x", "cour - nord", ""])
    func numbersTimesAndOtherTextStayAsTheyAre(text: String) {
        #expect(CSVField.quoted(text) == text)
    }

    @Test func noNameOfACameraIsAFormulaInAnyFile() {
        let name = "=cmd|'/C calc'!A0"
        let findings = CameraFindings(
            camera: CameraID(rawValue: name), clock: "none", coverage: SampleTimeline.yard.coverage, activity: [],
            tracks: [])
        #expect(SampleTimeline.timeline(cameras: [findings]).csv.contains("\r\ncoverage,'\(name),,"))
        let entry = PublicRegister.Entry(service: name, month: "2026-01", measure: .requisitions, value: 9, cases: 9)
        let register = PublicRegister([entry], months: ["2026-01"], unnamed: "here", smallest: 5)
        #expect(register.csv.contains("\r\n'\(name),requisitions opened,2026-01,9\r\n"))
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

    /// Parses RFC 4180, scalar by scalar.
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
