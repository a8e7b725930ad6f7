import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FrameIndexCodingTests {
    @Test(arguments: 0..<60)
    func anIndexComesBackFromItsStoredForm(seed: UInt64) throws {
        let index = randomIndex(seed: seed)
        #expect(try FrameIndex(encoded: index.encoded()) == index)
    }

    @Test func aDayOfFootageTakesLittleRoom() {
        var random = SeededGenerator(seed: 1)
        var position: Int64 = 48
        let entries = (0..<90_000).map { frame -> FrameIndex.Entry in
            position += .random(in: 2_000...30_000, using: &random)
            return FrameIndex.Entry(
                pts: Int64(frame) * 512, dts: Int64(frame) * 512 - 1_024, position: position,
                isKeyframe: frame % 50 == 0)
        }
        let index = FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 12_800), source: .container, entries: entries,
            lastDuration: 512)
        #expect(index.encoded().count <= 9 * entries.count)
    }

    @Test func everyCutOffIndexIsRefused() {
        let bytes = randomIndex(seed: 7).encoded()
        for length in bytes.indices {
            #expect(throws: FrameIndex.MalformedIndex.self) { try FrameIndex(encoded: Array(bytes.prefix(length))) }
        }
        #expect(throws: FrameIndex.MalformedIndex.self) { try FrameIndex(encoded: bytes + [0]) }
    }

    @Test(arguments: 0..<40)
    func changedBytesAreRefusedOrReadButNeverTrap(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = randomIndex(seed: seed).encoded()
        for _ in 0..<200 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                changed[.random(in: 4..<changed.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if let index = try? FrameIndex(encoded: changed) {
                #expect((try? FrameIndex(encoded: index.encoded())) == index)
            }
        }
        let noise = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = try? FrameIndex(encoded: Array("RFI1".utf8) + noise)
        #expect(throws: FrameIndex.MalformedIndex.self) { try FrameIndex(encoded: noise) }
    }

    private func randomIndex(seed: UInt64) -> FrameIndex {
        var random = SeededGenerator(seed: seed)
        let sources: [FrameIndex.Source] = [.container, .repaired, .synthesised]
        let entries = (0..<Int.random(in: 1...80, using: &random)).map { _ in
            FrameIndex.Entry(
                pts: .random(in: -(1 << 50)...(1 << 50), using: &random),
                dts: Bool.random(using: &random) ? .random(in: .min ... .max, using: &random) : nil,
                position: Bool.random(using: &random) ? .random(in: 0...(1 << 45), using: &random) : nil,
                isKeyframe: .random(using: &random), isGradual: .random(using: &random),
                isRestart: .random(using: &random))
        }
        return FrameIndex(
            timeBase: TimeBase(
                numerator: .random(in: 1...(.max), using: &random), denominator: .random(in: 1...(.max), using: &random)
            ),
            source: sources[Int.random(in: 0..<3, using: &random)], entries: entries,
            lastDuration: .random(in: 0...100_000, using: &random))
    }
}
