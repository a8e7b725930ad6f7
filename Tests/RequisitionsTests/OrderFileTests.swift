import Chronology
import Footage
import Foundation
import Requisitions
import Testing

@Suite(.timeLimit(.minutes(10)))
struct OrderFileTests {
    private static let whole = """
        { "reference": "2026/1234", "authority": "order of the judge", "procedure": "PV 7", "legal_basis": "flagrance",
          "officer": "B. Officer", "magistrate": "C. Judge", "flagrance": true, "ordered_on": "2026-03-03",
          "purpose": "find the car", "expires": "2026-06-01T00:00:00Z", "seal": "S-1", "cameras": ["yard", "gate"],
          "windows": [ { "from": "2026-03-01T23:00:00+01:00", "to": "2026-03-01T23:00:00Z" },
                       { "from": "2026-03-01T20:00:00Z", "to": "2026-03-01T21:00:00Z" } ] }
        """

    @Test func aWholeOrderIsReadWithAllItsFields() throws {
        let order = try OrderFile.order(from: Self.whole, legalBases: ["flagrance"])
        #expect(order.reference == "2026/1234" && order.authority == "order of the judge")
        #expect(order.cameras.map(\.rawValue) == ["gate", "yard"])
        #expect(
            order.windows.map(\.start.rfc3339) == ["2026-03-01T20:00:00.000000Z", "2026-03-01T22:00:00.000000Z"])
        var details = RequisitionDetails()
        (details.procedure, details.legalBasis, details.officer) = ("PV 7", "flagrance", "B. Officer")
        (details.magistrate, details.isFlagrance, details.orderedOn) = ("C. Judge", true, "2026-03-03")
        (details.purpose, details.seal) = ("find the car", "S-1")
        details.expires = Timestamp(rfc3339: "2026-06-01T00:00:00Z")
        #expect(order.details == details)
    }

    @Test(arguments: [
        (#""reference": "2026/1234","#, "", "/reference: it is missing"),
        (#""2026/1234""#, "\"  \"", "/reference: it is empty"),
        (#""2026/1234""#, "7", "/reference: it is a number, not text"),
        (#""2026/1234""#, #""a\u0000b""#, "/reference: it holds a NUL character, which no database keeps"),
        (#""seal": "S-1""#, #""seal": "S-1", "seal": "S-2""#, "/seal: it stands twice"),
        (#""seal""#, #""se/al""#, "/se~1al: there is no such field"),
        (#""yard", "gate""#, #""gate", "gate""#, #"/cameras/1: "gate" is named twice"#),
        (#"["yard", "gate"]"#, "[]", "/cameras: it is empty"),
        (#"["yard", "gate"]"#, #""gate""#, "/cameras: it is text, not a list"),
        ("\"flagrance\": true", "\"flagrance\": 1", "/flagrance: it is a number, not true or false"),
        ("2026-03-03", "2026-02-30", "/ordered_on: \"2026-02-30\" is no date"),
        ("2026-06-01T00:00:00Z", "2026-06-01", "/expires: \"2026-06-01\" is no time with a zone"),
        ("2026-03-01T21:00:00Z", "2026-03-01T20:00:00Z", "/windows/1: it ends at"),
        ("2026-03-01T20:00:00Z", "2026-03-01T20:00:00", #"/windows/1/from: "2026-03-01T20:00:00" needs its zone"#),
        ("2026-03-01T21:00:00Z", "2026-03-01T22:30:00Z", "/windows/1: it overlaps window 0"),
        (#""to": "2026-03-01T21:00:00Z""#, #""till": 1"#, "/windows/1/till: there is no such field"),
        (
            "\"legal_basis\": \"flagrance\"", "\"legal_basis\": \"none\"",
            "/legal_basis: \"none\" is not on the site's list"
        ),
    ])
    func whatIsWrongIsNamedByItsPointer(right: String, wrong: String, problem: String) throws {
        let text = Self.whole.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.whole, "the replacement must change the file")
        let error = #expect(throws: OrderFile.Invalid.self) {
            try OrderFile.order(from: text, legalBases: ["flagrance"])
        }
        let problems = error?.problems.map(\.description) ?? []
        #expect(problems.contains { $0.hasPrefix(problem) }, "\(problems)")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() {
        let error = #expect(throws: OrderFile.Invalid.self) {
            try OrderFile.order(from: #"{ "authority": "", "cameras": [1], "windows": [{}], "more": null }"#)
        }
        #expect(
            error?.problems.map(\.pointer) == [
                "/more", "/reference", "/authority", "/cameras/0", "/windows/0/from", "/windows/0/to",
            ])
    }

    @Test(arguments: [
        "", "{", "[1", "{\"a\" 1}", "{\"a\": 1,}", "{} x", "{\"a\": tru}", "{\"a\": 01}", "{\"a\": \"\\u+12A\"}",
        "{\"a\": \"\\q\"}", "{\"a\": \"b",
    ])
    func whatIsNoJSONIsToldWithItsLine(text: String) {
        let error = #expect(throws: OrderFile.Invalid.self) { try OrderFile.order(from: "\n" + text) }
        #expect(error?.problems.count == 1)
        #expect(
            error?.description.hasPrefix("the file: it is no JSON: line 2: ") == true, "\(error?.description ?? "")")
    }

    @Test func escapesAndNestingAreReadAsTheStandardHasThem() throws {
        #expect(
            try OrderJSON(parsing: #"["\u00e9\n\uD83D\uDE00\/", -1.5e3, null]"#)
                == .array([.string("é\n😀/"), .number("-1.5e3"), .null]))
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: OrderJSON.SyntaxError.self) { try OrderJSON(parsing: deep) }
    }

    @Test func theSchemaIsTheOneThatIsShipped() throws {
        let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("deploy/requisition.schema.json")
        #expect(try String(contentsOf: shipped, encoding: .utf8) == RequisitionSchema.text + "\n")
    }
}
