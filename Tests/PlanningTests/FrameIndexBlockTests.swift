import Footage
import Planning
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FrameIndexBlockTests {
    /// Streams of every kind: open and closed groups, key frames alone, gradual refreshes, interruptions, damaged times.
    private static func index(seed: UInt64) -> FrameIndex {
        var random = SeededGenerator(seed: seed)
        let group = Int.random(in: 1...12, using: &random)
        let isGradual = seed % 5 == 0
        let leads = seed % 3 == 0
        var (pts, entries): (Int64, [FrameIndex.Entry]) = (0, [])
        for ordinal in 0..<Int.random(in: 1...400, using: &random) {
            let isKeyframe = ordinal % group == 0 || Int.random(in: 0..<40, using: &random) == 0
            pts += Int.random(in: 0..<50, using: &random) == 0 ? 500 : 1
            // Pictures that follow a keyframe in the file but are shown before it, and times that jump back.
            let shown = leads && !isKeyframe && ordinal % 3 == 0 ? pts - Int64(group) : pts
            entries.append(
                FrameIndex.Entry(
                    pts: seed % 7 == 0 && ordinal % 90 == 89 ? shown - 300 : shown,
                    dts: seed % 4 == 0 ? nil : Int64(ordinal) * 2, position: seed % 2 == 0 ? nil : Int64(ordinal) * 900,
                    isKeyframe: isKeyframe, isGradual: isGradual && ordinal > 0))
        }
        return FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 25), source: .repaired, entries: entries, lastDuration: 1
        ).markingRestarts()
    }

    /// Reads what a span needs the way the catalogue does.
    private static func part(
        _ bytes: [UInt8], _ blocks: FrameIndexBlocks, from: Int64, to: Int64
    ) throws -> FrameIndexPart? {
        let head = try FrameIndex.Head(Array(bytes.prefix(FrameIndex.Head.length)))
        guard let stretch = blocks.stretch(from: from, to: to, head: head, length: bytes.count) else { return nil }
        return try FrameIndexPart(head: head, bytes: Array(bytes[stretch.bytes]), stretch: stretch)
    }

    @Test(arguments: UInt64(0)..<60)
    func aPartGivesWhatTheWholeIndexGives(seed: UInt64) throws {
        let whole = FrameIndexBlockTests.index(seed: seed)
        let (bytes, blocks) = FrameIndexBlocks.encode(whole, leastLength: 20)
        #expect(bytes == whole.encoded())
        #expect(try FrameIndexBlocks(encoded: blocks.encoded()) == blocks)
        var random = SeededGenerator(seed: seed + 1_000)
        let end = whole.duration + 1_000_000
        for _ in 0..<60 {
            let from = Int64.random(in: -500_000...end, using: &random)
            let to = from + Int64.random(in: 1...4_000_000, using: &random)
            let range = whole.decodingRange(from: from, to: to)
            guard let part = try FrameIndexBlockTests.part(bytes, blocks, from: from, to: to) else {
                #expect(range == nil)
                continue
            }
            let inPart = part.index.decodingRange(from: from, to: to)
            #expect(inPart.map { $0.lowerBound + part.firstOrdinal } == range?.lowerBound)
            #expect(inPart.map { $0.upperBound + part.firstOrdinal } == range?.upperBound)
            guard let inPart, let range else { continue }
            let (mine, expected) = (part.index.slice(inPart), whole.slice(range))
            #expect(mine == expected, "entries, groups and units")
        }
    }

    @Test func aChunkOfADayReadsLittleOfItsIndex() throws {
        let day = FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
            entries: (Int64(0)..<2_160_000).map {
                FrameIndex.Entry(pts: $0, dts: $0, position: $0 * 20_000, isKeyframe: $0 % 50 == 0)
            }, lastDuration: 1)
        let (bytes, blocks) = FrameIndexBlocks.encode(day)
        let hour: Int64 = 3_600_000_000
        let part = try #require(
            try FrameIndexBlockTests.part(bytes, blocks, from: 12 * hour, to: 12 * hour + 600_000_000))
        // Ten minutes, a block before them, and what their ends cut.
        #expect(part.index.entries.count <= 15_000 + 4 * FrameIndexBlocks.leastLength)
        #expect(blocks.encoded().count < bytes.count / 100)
    }

    @Test func damagedPlacesAreRefused() {
        let (_, blocks) = FrameIndexBlocks.encode(FrameIndexBlockTests.index(seed: 1), leastLength: 20)
        let bytes = blocks.encoded()
        for length in 0..<bytes.count {
            #expect(throws: FrameIndex.MalformedIndex.self) {
                try FrameIndexBlocks(encoded: Array(bytes.prefix(length)))
            }
        }
    }
}
