import Chronology
import Footage
import Foundation
import Operations
import Requisitions
import Testing

@Suite(.timeLimit(.minutes(10)))
struct OrderDocumentTests {
    private static let json = """
        { "reference": "2026/1234", "authority": "l'ordre du \\"juge\\" à Évry", "legal_basis": "flagrance",
          "flagrance": true, "ordered_on": "2026-03-03", "expires": "2026-06-01T00:00:00Z", "cameras": ["yard", "gate"],
          "windows": [ { "from": "2026-03-01T23:00:00.5+01:00", "to": "2026-03-01T23:00:00Z" },
                       { "from": "2026-03-01T14:30:00-05:30", "to": "2026-03-01T21:00:00Z" } ] }
        """

    private func withFile<Value>(_ name: String, _ data: Data, _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent(name).path
        try data.write(to: URL(fileURLWithPath: path))
        return try body(path)
    }

    private func order(_ text: String, in name: String) throws -> RequisitionOrder {
        try withFile(name, Data(text.utf8)) { try OrderDocument.order(inFile: $0, legalBases: ["flagrance"]) }
    }

    /// Returns the problems of a file with these bytes, without its folder, and the closing message.
    private func refusal(of data: Data, in name: String = "order.json") throws -> (problems: [String], last: String) {
        try withFile(name, data) { path in
            let error = #expect(throws: OrderDocument.Refusal.self) { try OrderDocument.order(inFile: path) }
            let folder = String(path.dropLast(name.count))
            return (
                (error?.problems ?? []).map { $0.replacing(folder, with: "") },
                (error?.description ?? "").replacing(folder, with: "")
            )
        }
    }

    @Test func anOrderIsReadWithItsTimesInUTC() throws {
        let order = try order(Self.json, in: "order.json")
        #expect(order == (try self.order(Self.json, in: "order")))
        #expect(order.windows.map(\.start.rfc3339) == ["2026-03-01T20:00:00.000000Z", "2026-03-01T22:00:00.500000Z"])
        #expect(order.details.expires?.rfc3339 == "2026-06-01T00:00:00.000000Z")
        #expect(order.details.orderedOn == "2026-03-03" && order.cameras.map(\.rawValue) == ["gate", "yard"])
    }

    @Test(arguments: [
        ("21:00:00Z\"", "21:00:00\"", #"/windows/1/to: "2026-03-01T21:00:00" needs its zone"#),
        ("T14:30:00-05:30", "T14:30:00", #"/windows/1/from: "2026-03-01T14:30:00" needs its zone"#),
        ("2026-03-01T14:30:00-05:30", "14:30:00", #"/windows/1/from: "14:30:00" is no time with a zone"#),
        ("2026-06-01T00:00:00Z", "2026-06-01", #"/expires: "2026-06-01" is no time with a zone"#),
        ("2026-03-03", "2026-03-03T00:00:00Z", #"/ordered_on: "2026-03-03T00:00:00Z" is no date"#),
        ("2026-03-03", "2026-02-30", #"/ordered_on: "2026-02-30" is no date"#),
        ("\"2026/1234\"", #""a\u0000b""#, "/reference: it holds a NUL character, which no database keeps"),
        ("\"2026/1234\"", "1234", "/reference: it is a number, not text"),
        ("\"gate\"", "\"yard\"", #"/cameras/1: "yard" is named twice"#),
        ("\"flagrance\": true", "\"flagrance\": 1", "/flagrance: it is a number, not true or false"),
        ("\"flagrance\": true", "\"aim\": \"find it\"", "/aim: there is no such field"),
        ("\"flagrance\": true", "\"se/al\": 1", "/se~1al: there is no such field"),
        ("\"to\": \"2026-03-01T21", "\"till\": \"2026-03-01T21", "/windows/1/to: it is missing"),
    ])
    func whatIsWrongIsNamedByItsPointer(right: String, wrong: String, problem: String) throws {
        let text = Self.json.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.json, "the replacement must change the file")
        let refused = try refusal(of: Data(text.utf8))
        #expect(refused.problems.contains { $0.hasPrefix("order.json: \(problem)") }, "\(refused.problems)")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() throws {
        let text = #"{ "authority": "", "cameras": [1], "windows": [{}], "more": null }"#
        let refused = try refusal(of: Data(text.utf8))
        #expect(
            refused.problems.map { $0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces) } == [
                "/more", "/reference", "/authority", "/cameras/0", "/windows/0/from", "/windows/0/to",
            ])
        #expect(refused.last.hasPrefix("order.json is no order: 6 things are wrong with it"))
    }

    @Test(arguments: [
        ("order.toml", "reference = '2026/1234'"), ("order.TOML", Self.json), ("order.toml", ""),
        ("order.json", "# The case\n\nreference = \"2026/1234\"\nseal = \"S\""), ("order", "windows.from = 2026-03-01"),
        ("order", "  [[windows]]\nfrom = 2026-03-01T21:00:00Z"), ("order.txt", "[site]\r\nname = 'x'"),
    ])
    func aTOMLFileIsRefusedWithTheWayToTheSchema(name: String, text: String) throws {
        let refused = try refusal(of: Data(text.utf8), in: name)
        #expect(refused.problems.isEmpty)
        #expect(refused.last.hasPrefix("\(name) is TOML, and orders are JSON"), "\(refused.last)")
        #expect(refused.last.contains("`relecture requisition schema`"))
    }

    @Test(arguments: ["", "# a comment", "[1, 2", "reference: \"2026/1234\"", "{ \"reference\" = 1 }", "<order/>"])
    func whatIsNeitherIsToldToBeNoJSON(text: String) throws {
        let refused = try refusal(of: Data(text.utf8))
        #expect(refused.problems.count == 1 && refused.problems.allSatisfy { $0.contains("it is no JSON") })
    }

    @Test(arguments: ["[", "{\"a\":"])
    func deepNestingIsRefusedAndOverflowsNothing(text: String) throws {
        let refused = try refusal(of: Data(String(repeating: text, count: 100_000).utf8))
        #expect(refused.problems.count == 1 && refused.problems.allSatisfy { $0.contains("nested too deeply") })
    }

    @Test(arguments: ["order.toml", "order.json"])
    func aFileThatCannotBeAnOrderIsRefusedWhateverItsName(name: String) throws {
        let latin = try refusal(of: Data([0x61, 0x20, 0xFF, 0x0A]), in: name)
        #expect(latin.last == "\(name) is not UTF-8: save it as such")
        let large = try refusal(of: Data(repeating: 0x20, count: OrderDocument.mostBytes + 1), in: name)
        #expect(large.last.hasPrefix("\(name) is larger than 1 MiB"))
        let error = #expect(throws: OrderDocument.Refusal.self) {
            try OrderDocument.order(inFile: "/nonexistent/\(name)")
        }
        #expect(error?.description.hasPrefix("cannot read /nonexistent/\(name)") == true)
    }
}
