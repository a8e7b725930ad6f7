import Requisitions
import Testing

@Suite(.timeLimit(.minutes(10)))
struct OrderTOMLTests {
    private func object(_ members: KeyValuePairs<String, OrderJSON>) -> OrderJSON {
        .object(members.map { OrderJSON.Member(key: $0.key, value: $0.value) })
    }

    @Test func theStandardsExamplesAreReadInTheOrderOfTheFile() throws {
        let text = #"""
            z = 1 # a comment
            "quoted key".'and.this' = -1_000
            site.name = "a\tb\u00e9\U0001F600"

            [fruit]
            apple.color = 'C:\red'
            apple.size = [ 1.5e3, # one
              [+inf, 0xFF,
              ],
            ]
            [fruit.apple.taste]
            sweet = true
            [x.y.z]
            [x]
            when = 1979-05-27 07:32:00.999999-07:00
            point = { x = 1, y.z = false, t = 07:32:00 }

            [[list]]
            [list.physical]
            day = 1979-05-27
            [[list]]
            [[list.varieties]]
            """#
        let whole = object([
            "z": .number("1"), "quoted key": object(["and.this": .number("-1_000")]),
            "site": object(["name": .string("a\tbé😀")]),
            "fruit": object([
                "apple": object([
                    "color": .string("C:\\red"),
                    "size": .array([.number("1.5e3"), .array([.number("+inf"), .number("0xFF")])]),
                    "taste": object(["sweet": .bool(true)]),
                ])
            ]),
            "x": object([
                "y": object(["z": object([:])]), "when": .moment("1979-05-27 07:32:00.999999-07:00"),
                "point": object([
                    "x": .number("1"), "y": object(["z": .bool(false)]), "t": .moment("07:32:00"),
                ]),
            ]),
            "list": .array([
                object(["physical": object(["day": .moment("1979-05-27")])]),
                object(["varieties": .array([object([:])])]),
            ]),
        ])
        #expect(try OrderJSON(parsingTOML: text) == whole)
        #expect(try OrderJSON(parsingTOML: "\u{FEFF}" + text.replacing("\n", with: "\r\n")) == whole)
        #expect(try OrderJSON(parsingTOML: "") == object([:]))
    }

    @Test func dotsBracketsAndQuotesWithinTextsAndCommentsCountForNothing() throws {
        let many = String(repeating: "[.{", count: 200)
        let text = #"""
            # MANY ' "
            'a' = 'MANY' # '
            b = "\"MANY\\"
            c = '''
            'MANY''''
            d = """"MANY\"""\\"""""
            e = ""
            f = """\
              one \

              two
            three"""
            """#
        #expect(
            try OrderJSON(parsingTOML: text.replacing("MANY", with: many))
                == object([
                    "a": .string(many), "b": .string("\"\(many)\\"), "c": .string("'\(many)'"),
                    "d": .string("\"\(many)\"\"\"\\\"\""), "e": .string(""), "f": .string("one two\nthree"),
                ]))
    }

    @Test(arguments: [
        "a", "a =", "a = b", "= 1", "a = 1 b = 2", "a. = 1", "a b = 1", "a = 01", "a = 1__0", "a = 1.", "a = .5",
        "a = +-1",
        "a = 0b2", "a = 0x", "a = 9223372036854775808", "a = True", "a = 1e", "a = [1", "a = [1 2]", "a = [,]", "a = {",
        "a = { b = 1, }", "a = { b = 1\n}", "a = 'b", "a = \"b\n\"", "a = '''b''", "a = \"\\q\"", "a = \"\\uD800\"",
        "a = \"\\u12\"", "a = \"\\\n\"", "a = \"\"\"\\ b\"\"\"", "a = \"\u{1}\"", "a = 1 # \u{7F}", "a = 'b'\rc = 1",
        "é = 1",
        "'''a''' = 1", "[a", "[]", "[a]]", "[[a]", "[[a] ]", "[a] b = 1", "[a.]", "a = 1\na = 2", "a = 1\n'a' = 2",
        "a = 1\na.b = 2", "a.b = 1\na = 2", "a = {}\na.b = 1", "a = {}\n[a.b]", "a = []\n[[a]]", "[a]\n[a]",
        "[a]\n[[a]]",
        "[[a]]\n[a]", "[a.b]\n[a]\nb.c = 1", "[a]\nb.c = 1\n[a.b]", "a = { b = 1, b = 2 }", "a = { b = {}, b.c = 2 }",
        "a = 2026-02-30", "a = 2026-03-01T24:00:00Z", "a = 2026-03-01T:00", "a = 2026-03-01T00:00", "a = 07:32",
        "a = 2026-03",
        "a = 07:32:00Z", "a = 2026-03-01Z", "a = 2026-03-01T", "a = 2026-03-01T00:00:00.Z",
        "a = 2026-03-01T00:00:00+1:00",
        "[\\u00e9[b]]", "{}", "a = 1 \u{0}",
    ])
    func whatIsNoTOMLIsRefused(text: String) {
        #expect(throws: TOMLSyntaxError.self) { try OrderJSON(parsingTOML: text) }
    }
}
