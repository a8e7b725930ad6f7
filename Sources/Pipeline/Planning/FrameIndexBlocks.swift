import Chronology
package import Footage

/// Places in a stored frame index from which parts of it can be read, so that a chunk of a day-long file does not read
/// the index of the whole day.
///
/// A block begins at a whole keyframe where a unit begins. No picture needs a decoder that starts before the block that
/// precedes its own, so the part that a span of time needs begins one block before the first that is shown within it.
package struct FrameIndexBlocks: Hashable, Sendable {
    package struct Block: Hashable, Sendable {
        package let mark: FrameIndex.Mark
        /// The earliest and the latest presentation time of its entries, in ticks.
        package let earliest: Int64
        package let latest: Int64
    }

    /// About a minute of footage: small beside what a chunk needs, and some 1,400 blocks a day.
    package static let leastLength = 1_500

    /// In decoding order, from the first entry on.
    package let blocks: [Block]

    package init(blocks: [Block]) { self.blocks = blocks }

    /// Consecutive entries of the stored form.
    package struct Stretch: Hashable, Sendable {
        package let first: FrameIndex.Mark
        package let count: Int
        /// Where they lie in the stored form.
        package let bytes: Range<Int>
    }

    /// Returns the entries that a span of time needs: those shown in it, the next picture after it, and where decoding of
    /// them begins. Nil if nothing is shown in the span.
    ///
    /// - Parameters:
    ///   - from: Microseconds from the start of the recording.
    ///   - to: The span's end, exclusive.
    ///   - length: The stored form's length in bytes.
    package func stretch(from: Int64, to: Int64, head: FrameIndex.Head, length: Int) -> Stretch? {
        let timeBase = head.timeBase
        let follower = blocks.lazy.map(\.earliest).filter { timeBase.microseconds(ticks: $0) >= to }.min() ?? .max
        let used = blocks.indices.filter { place in
            timeBase.microseconds(ticks: blocks[place].latest) >= from && blocks[place].earliest <= follower
        }
        guard let first = used.first, let last = used.last else { return nil }
        let mark = blocks[max(0, first - 1)].mark
        let next = blocks.dropFirst(last + 1).first?.mark
        let end = max(mark.offset, next?.offset ?? length)
        return Stretch(first: mark, count: (next?.ordinal ?? head.count) - mark.ordinal, bytes: mark.offset..<end)
    }
}

extension FrameIndexBlocks {
    /// Divides an index into blocks and encodes both.
    ///
    /// - Parameter leastLength: The number of entries that a block has at least; the last may have fewer.
    package static func encode(
        _ index: FrameIndex, leastLength: Int = leastLength
    ) -> (index: [UInt8], blocks: FrameIndexBlocks) {
        let cuts = cuts(of: index, leastLength: leastLength)
        let (bytes, marks) = index.encoded(marking: cuts)
        let blocks = marks.indices.map { place in
            let end = place + 1 < marks.count ? marks[place + 1].ordinal : index.entries.count
            let times = index.entries[marks[place].ordinal..<end].lazy.map(\.pts)
            return Block(mark: marks[place], earliest: times.min() ?? 0, latest: times.max() ?? 0)
        }
        return (bytes, FrameIndexBlocks(blocks: blocks))
    }

    private static func cuts(of index: FrameIndex, leastLength: Int) -> [Int] {
        guard !index.entries.isEmpty else { return [] }
        // The earliest entry from which this one or a later one is decoded.
        var earliest = index.entries.indices.map { index.unitStart(for: $0) ?? $0 }
        for ordinal in earliest.indices.dropLast().reversed() {
            earliest[ordinal] = min(earliest[ordinal], earliest[ordinal + 1])
        }
        var cuts = [0]
        for (place, ordinal) in index.keyframes.enumerated() {
            let last = cuts[cuts.count - 1]
            let isUnit = index.units[place] == place && !index.entries[ordinal].isGradual
            if isUnit, ordinal - last >= leastLength, earliest[ordinal] >= last { cuts.append(ordinal) }
        }
        return cuts
    }
}

/// The stored form: magic `RFB1`, count, then per block the differences from the one before, as zig-zag LEB128 numbers:
/// ordinal, offset, the three values of the base, earliest, latest.
extension FrameIndexBlocks {
    private static let magic = Array("RFB1".utf8)

    package func encoded() -> [UInt8] {
        var bytes = FrameIndexBlocks.magic
        bytes.appendVarint(Int64(blocks.count))
        var before = [Int64](repeating: 0, count: 7)
        for block in blocks {
            let values = block.values
            for (value, last) in zip(values, before) { bytes.appendVarint(value &- last) }
            before = values
        }
        return bytes
    }

    package init(encoded bytes: [UInt8]) throws {
        var reader = VarintReader(bytes)
        guard reader.take(4) == FrameIndexBlocks.magic[...], let count = reader.varint(),
            (0...Int64(bytes.count)).contains(count)
        else { throw FrameIndex.MalformedIndex() }
        var values = [Int64](repeating: 0, count: 7)
        var blocks: [Block] = []
        for _ in 0..<count {
            for place in values.indices {
                guard let step = reader.varint() else { throw FrameIndex.MalformedIndex() }
                values[place] &+= step
            }
            guard let block = Block(values) else { throw FrameIndex.MalformedIndex() }
            blocks.append(block)
        }
        guard reader.isAtEnd else { throw FrameIndex.MalformedIndex() }
        self.init(blocks: blocks)
    }
}

extension FrameIndexBlocks.Block {
    fileprivate var values: [Int64] {
        [
            Int64(mark.ordinal), Int64(mark.offset), mark.base.pts, mark.base.dts, mark.base.position, earliest, latest,
        ]
    }

    fileprivate init?(_ values: [Int64]) {
        guard let ordinal = Int(exactly: values[0]), let offset = Int(exactly: values[1]), ordinal >= 0, offset >= 0
        else { return nil }
        var base = FrameIndex.Base()
        (base.pts, base.dts, base.position) = (values[2], values[3], values[4])
        self.init(
            mark: FrameIndex.Mark(ordinal: ordinal, offset: offset, base: base), earliest: values[5],
            latest: values[6])
    }
}

/// Some consecutive entries of a recording's frame index.
package struct FrameIndexPart: Hashable, Sendable {
    package let index: FrameIndex
    /// The ordinal of its first entry in the whole index.
    package let firstOrdinal: Int

    package init(index: FrameIndex, firstOrdinal: Int = 0) {
        self.index = index
        self.firstOrdinal = firstOrdinal
    }

    /// - Parameter bytes: The stretch of the stored form.
    package init(head: FrameIndex.Head, bytes: [UInt8], stretch: FrameIndexBlocks.Stretch) throws {
        index = try FrameIndex(head: head, bytes: bytes, from: stretch.first, count: stretch.count)
        firstOrdinal = stretch.first.ordinal
    }
}
