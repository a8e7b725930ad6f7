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

    private static let toml = #"""
        # The times stand without quotes, as people write them; one has them.
        reference = "2026/1234"
        authority = """
        l'ordre du "juge" à Évry"""
        legal_basis = "flagrance"
        flagrance = true
        ordered_on = 2026-03-03
        expires = 2026-06-01 00:00:00Z
        cameras = [
            "yard", # the second
            "gate",
        ]

        [[windows]]
        from = 2026-03-01T23:00:00.5+01:00
        to = 2026-03-01T23:00:00Z
        [[windows]]
        from = 2026-03-01T14:30:00-05:30
        to = "2026-03-01T21:00:00Z"
        """#

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

    /// The problems of a file of these bytes, each without the folder before its name, and the last word.
    private func refusal(of data: Data, in name: String = "order.toml") throws -> (problems: [String], last: String) {
        try withFile(name, data) { path in
            let error = #expect(throws: OrderDocument.Refusal.self) { try OrderDocument.order(inFile: path) }
            let folder = String(path.dropLast(name.count))
            return (
                (error?.problems ?? []).map { $0.replacing(folder, with: "") },
                (error?.description ?? "").replacing(folder, with: "")
            )
        }
    }

    @Test func theSameOrderInBothNotationsIsTheSame() throws {
        let first = try order(Self.json, in: "order.json")
        let second = try order(Self.toml, in: "order.TOML")
        #expect(first == second)
        #expect(
            second.windows.map(\.start.rfc3339) == ["2026-03-01T20:00:00.000000Z", "2026-03-01T22:00:00.500000Z"])
        #expect(second.details.expires?.rfc3339 == "2026-06-01T00:00:00.000000Z")
        #expect(second.details.orderedOn == "2026-03-03" && second.cameras.map(\.rawValue) == ["gate", "yard"])
    }

    @Test(arguments: [
        ("21:00:00Z\"", "21:00:00\"", #"/windows/1/to: "2026-03-01T21:00:00" needs its zone"#),
        ("T14:30:00-05:30", "T14:30:00", #"/windows/1/from: "2026-03-01T14:30:00" needs its zone"#),
        ("2026-03-01T14:30:00-05:30", "14:30:00", #"/windows/1/from: "14:30:00" is no time with a zone"#),
        ("2026-06-01 00:00:00Z", "2026-06-01", #"/expires: "2026-06-01" is no time with a zone"#),
        ("= 2026-03-03", "= 2026-03-03T00:00:00Z", #"/ordered_on: "2026-03-03T00:00:00Z" is no date"#),
        ("\"2026/1234\"", "2026-03-03", "/reference: it is a date or a time without quotes, not text"),
        ("\"2026/1234\"", "\"a\\u0000b\"", "/reference: it holds a NUL character, which no database keeps"),
        ("\"2026/1234\"", "0x4D2", "/reference: it is a number, not text"),
        ("\"2026/1234\"", "inf", "/reference: it is a number, not text"),
        ("\"gate\"", "2026-03-03", "/cameras/1: it is a date or a time without quotes, not text"),
        ("\"gate\"", "\"yard\"", #"/cameras/1: "yard" is named twice"#),
        ("flagrance = true", "flagrance = 1", "/flagrance: it is a number, not true or false"),
        ("flagrance = true", "aim = 'find it'", "/aim: there is no such field"),
        ("flagrance = true", "'se/al' = 1", "/se~1al: there is no such field"),
        ("to = \"2026", "till = \"2026", "/windows/1/to: it is missing"),
    ])
    func whatIsWrongIsNamedByItsPointer(right: String, wrong: String, problem: String) throws {
        let text = Self.toml.replacing(right, with: wrong, maxReplacements: 1)
        #expect(text != Self.toml, "the test changes the file")
        let refused = try refusal(of: Data(text.utf8))
        #expect(refused.problems.contains { $0.hasPrefix("order.toml: \(problem)") }, "\(refused.problems)")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() throws {
        let text = "authority = ''\ncameras = [1]\nwindows = [{}]\nmore = 2026-03-03\n"
        let refused = try refusal(of: Data(text.utf8))
        #expect(
            refused.problems.map { $0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces) } == [
                "/more", "/reference", "/authority", "/cameras/0", "/windows/0/from", "/windows/0/to",
            ])
        #expect(refused.last.hasPrefix("order.toml is no order: 6 things are wrong with it"))
    }

    @Test(arguments: [
        ("a = 1\nb = = 2", "order.toml:2:5: "),
        ("reference = \"é\" x", "order.toml:1:17: "),
        ("seal = 'a'\nseal = 'b'", "order.toml:2:1: it is no TOML: \"seal\" stands twice"),
        ("[a]\nb = 1\n[a]\nc = 1", "order.toml:3:1: it is no TOML: \"a\" stands twice"),
        ("seal = \"a\nb = 1", "order.toml:1:"),
        ("ordered_on = 2026-02-30", "order.toml:1:14: it is no TOML: 2026-02-30 is not in the calendar"),
        ("expires = 2026-03-01T:00", "order.toml:1:11: "),
        ("a = 99999999999999999999", "order.toml:1:"),
        (Self.json, "order.toml:1:"),
        ("a = 1\nb = '\0'", "order.toml:2:6: "),
        ("a = 1 # \0", "order.toml:1:9: "),
    ])
    func whatIsNoTOMLIsToldWithLineAndColumn(text: String, place: String) throws {
        let refused = try refusal(of: Data(text.utf8))
        #expect(refused.problems.count == 1 && refused.problems.allSatisfy { $0.hasPrefix(place) }, "\(refused)")
        #expect(refused.last.hasPrefix("order.toml is no order: one thing is wrong with it"), "\(refused.last)")
    }

    @Test(arguments: [
        "a = " + String(repeating: "[", count: 100_000),
        "a = " + String(repeating: "{a=", count: 100_000),
        "a" + String(repeating: ".a", count: 100_000) + " = 1\nb = = 2",
        "[a" + String(repeating: " . 'a'", count: 100_000) + "]\nb = = 2",
    ])
    func deepNestingIsRefusedAndOverflowsNothing(text: String) throws {
        let refused = try refusal(of: Data(text.utf8))
        #expect(refused.problems.count == 1 && refused.problems.allSatisfy { $0.contains("nested too deeply") })
    }

    @Test(arguments: ["order.toml", "order.json"])
    func aFileThatCannotBeAnOrderIsRefusedInBothNotationsAlike(name: String) throws {
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
