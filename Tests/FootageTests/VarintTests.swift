import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct VarintTests {
    @Test(
        arguments: [
            (0, [0x00]), (-1, [0x01]), (1, [0x02]), (63, [0x7E]), (-64, [0x7F]), (64, [0x80, 0x01]),
            (300, [0xD8, 0x04]),
        ] as [(Int64, [UInt8])])
    func numbersHaveTheCodeOfProtocolBuffers(value: Int64, code: [UInt8]) {
        var bytes: [UInt8] = []
        bytes.appendVarint(value)
        #expect(bytes == code)
    }

    @Test func everyNumberComesBack() {
        var random = SeededGenerator(seed: 4)
        var values: [Int64] = [.min, .min + 1, .max, .max - 1, 0]
        for bits in 0..<63 { values.append(.random(in: -(1 << bits)...(1 << bits), using: &random)) }
        var bytes: [UInt8] = []
        for value in values { bytes.appendVarint(value) }
        var reader = VarintReader(bytes)
        #expect(values.map { _ in reader.varint() } == values)
        #expect(reader.isAtEnd)
    }

    @Test func bytesThatEndWithinANumberOrNeverEndAreNoNumber() {
        var cut = VarintReader([0x80, 0x80])
        #expect(cut.varint() == nil)
        var endless = VarintReader([UInt8](repeating: 0xFF, count: 40))
        #expect(endless.varint() == nil)
        var empty = VarintReader([])
        #expect(empty.varint() == nil && empty.byte() == nil && empty.take(1) == nil && empty.isAtEnd)
    }
}
