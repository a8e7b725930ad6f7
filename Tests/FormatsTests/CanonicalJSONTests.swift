import Formats
import Testing

/// Examples of RFC 8785, sections 3.2.2 and 3.2.3.
@Suite(.timeLimit(.minutes(10)))
struct CanonicalJSONTests {
    @Test func stringsAreEscapedAsTheStandardShows() {
        let text = CanonicalJSON.string("\u{20AC}$\u{F}\u{A}A'\u{42}\u{22}\u{5C}\\\"\u{2F}").text
        #expect(text == "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")
    }

    @Test func namesAreSortedByUTF16CodeUnits() {
        let names = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
        let object = CanonicalJSON.object(Dictionary(uniqueKeysWithValues: names.map { ($0, .null) }))
        #expect(
            object.text
                == "{\"\\r\":null,\"1\":null,\"\u{80}\":null,\"\u{F6}\":null,\"\u{20AC}\":null,\"\u{1F600}\":null,"
                + "\"\u{FB33}\":null}")
    }

    @Test func everyControlCharacterIsEscapedInItsShortestForm() {
        let short: [UInt32: String] = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"]
        for value in UInt32(0)..<32 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let digits = String(value, radix: 16)
            let long = "\\u00" + (digits.count < 2 ? "0" : "") + digits
            #expect(CanonicalJSON.string(String(scalar)).text == "\"\(short[value] ?? long)\"")
        }
        #expect(CanonicalJSON.string("\u{7F}/\u{2028}").text == "\"\u{7F}/\u{2028}\"")
    }

    @Test(arguments: [
        (0, "0"), (10_000, "1"), (5_100, "0.51"), (-5_100, "-0.51"), (1, "0.0001"), (-1, "-0.0001"), (9_999, "0.9999"),
        (10_010, "1.001"), (-20_000, "-2"), (123_456_700, "12345.67"),
    ])
    func decimalsAreWrittenAsEveryReaderWritesThemAgain(value: Int64, text: String) {
        #expect(CanonicalJSON.tenThousandths(value).text == text)
        // A reader parses this text as the nearest double, of which it is the shortest decimal form.
        #expect(Double(text) == Double(value) / 10_000)
    }

    @Test func valuesOfEveryKindHaveNoSpaceBetweenThem() {
        let value = CanonicalJSON.object([
            "b": .array([.integer(-3), .bool(true), .bool(false), .null]), "a": .object([:]), "c": .array([]),
        ])
        #expect(value.text == #"{"a":{},"b":[-3,true,false,null],"c":[]}"#)
    }
}
