import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HexadecimalTests {
    @Test func everyByteIsTwoDigitsAndComesBack() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(
            bytes.hexadecimal.count == 512 && bytes.hexadecimal.hasPrefix("000102")
                && bytes.hexadecimal.hasSuffix("feff"))
        #expect([UInt8](hexadecimal: bytes.hexadecimal) == bytes)
        #expect([UInt8](hexadecimal: "aAfF09") == [0xAA, 0xFF, 0x09] && [UInt8](hexadecimal: "") == [])
    }

    /// The last argument is two digits that only Unicode counts as such.
    @Test(arguments: ["a", "abc", "0g", " 00", "0x10", "-1", "00 00 ", "\u{FF11}\u{FF11}"])
    func whatIsNotDigitsAloneIsRefused(text: String) {
        #expect([UInt8](hexadecimal: text) == nil)
    }
}
