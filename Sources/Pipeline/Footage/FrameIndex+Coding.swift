/// The stored form: a header, then each entry's differences from the one before, as zig-zag LEB128 numbers.
///
/// About 4 bytes per entry, or 9 MB for 24 h at 25 frames/s. Layout (all numbers LEB128): magic `RFI1`, source,
/// numerator, denominator, last duration, count, then per entry: flags (1 keyframe, 2 has dts, 4 has position, 8
/// gradual, 16 restart), pts difference, [dts difference], [position difference].
extension FrameIndex {
    package struct MalformedIndex: Error, CustomStringConvertible {
        package init() {}

        package var description: String { "the stored frame index is damaged; import the file again" }
    }

    fileprivate static let magic = Array("RFI1".utf8)

    package func encoded() -> [UInt8] { encoded(marking: []).bytes }

    /// Encodes the index and returns what reading needs to start at these entries.
    ///
    /// - Parameter ordinals: Ascending.
    package func encoded(marking ordinals: [Int]) -> (bytes: [UInt8], marks: [Mark]) {
        var bytes = FrameIndex.magic
        bytes.append(source.code)
        bytes.appendVarint(Int64(timeBase.numerator))
        bytes.appendVarint(Int64(timeBase.denominator))
        bytes.appendVarint(lastDuration)
        bytes.appendVarint(Int64(entries.count))
        var base = Base()
        var marks: [Mark] = []
        for (ordinal, entry) in entries.enumerated() {
            if marks.count < ordinals.count, ordinals[marks.count] == ordinal {
                marks.append(Mark(ordinal: ordinal, offset: bytes.count, base: base))
            }
            let flags: UInt8 =
                (entry.isKeyframe ? 1 : 0) | (entry.dts != nil ? 2 : 0) | (entry.position != nil ? 4 : 0)
                | (entry.isGradual ? 8 : 0) | (entry.isRestart ? 16 : 0)
            bytes.append(flags)
            bytes.appendVarint(entry.pts &- base.pts)
            base.pts = entry.pts
            if let value = entry.dts {
                bytes.appendVarint(value &- base.dts)
                base.dts = value
            }
            if let value = entry.position {
                bytes.appendVarint(value &- base.position)
                base.position = value
            }
        }
        return (bytes, marks)
    }

    package init(encoded bytes: [UInt8]) throws {
        var reader = VarintReader(bytes)
        let head = try Head(&reader)
        guard head.count <= bytes.count else { throw MalformedIndex() }
        let entries = try FrameIndex.entries(head.count, from: Base(), &reader)
        guard reader.isAtEnd else { throw MalformedIndex() }
        self.init(timeBase: head.timeBase, source: head.source, entries: entries, lastDuration: head.lastDuration)
    }

    /// Decodes some entries of a stored index as an index of their own.
    ///
    /// - Parameters:
    ///   - bytes: The stored form from the mark on, up to the end of the last of these entries.
    ///   - count: The number of entries.
    package init(head: Head, bytes: [UInt8], from mark: Mark, count: Int) throws {
        var reader = VarintReader(bytes)
        guard (0...bytes.count).contains(count) else { throw MalformedIndex() }
        let entries = try FrameIndex.entries(count, from: mark.base, &reader)
        guard reader.isAtEnd else { throw MalformedIndex() }
        self.init(timeBase: head.timeBase, source: head.source, entries: entries, lastDuration: head.lastDuration)
    }

    /// An index of the same stream without entries.
    package init(head: Head) {
        self.init(timeBase: head.timeBase, source: head.source, entries: [], lastDuration: head.lastDuration)
    }

    private static func entries(_ count: Int, from base: Base, _ reader: inout VarintReader) throws -> [Entry] {
        var base = base
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let flags = reader.byte(), flags < 32, let step = reader.varint() else { throw MalformedIndex() }
            base.pts &+= step
            if flags & 2 != 0 {
                guard let step = reader.varint() else { throw MalformedIndex() }
                base.dts &+= step
            }
            if flags & 4 != 0 {
                guard let step = reader.varint() else { throw MalformedIndex() }
                base.position &+= step
            }
            entries.append(
                Entry(
                    pts: base.pts, dts: flags & 2 != 0 ? base.dts : nil, position: flags & 4 != 0 ? base.position : nil,
                    isKeyframe: flags & 1 != 0, isGradual: flags & 8 != 0,
                    isRestart: flags & 16 != 0))
        }
        return entries
    }
}

extension FrameIndex {
    /// What precedes the entries in the stored form.
    package struct Head: Sendable {
        /// More bytes than any head has.
        package static let length = 64

        package let timeBase: TimeBase
        package let source: Source
        package let lastDuration: Int64
        /// The number of entries of the whole index.
        package let count: Int

        /// - Parameter bytes: The stored form, or its first ``length`` bytes.
        package init(_ bytes: [UInt8]) throws {
            var reader = VarintReader(bytes)
            try self.init(&reader)
        }

        fileprivate init(_ reader: inout VarintReader) throws {
            guard reader.take(4) == FrameIndex.magic[...], let code = reader.byte(), let source = Source(code: code),
                let numerator = reader.varint(), let denominator = reader.varint(), numerator > 0, denominator > 0,
                let timeBase = TimeBase(wideNumerator: numerator, denominator: denominator),
                let lastDuration = reader.varint(), let count = reader.varint(), count >= 0,
                let count = Int(exactly: count)
            else { throw MalformedIndex() }
            self.timeBase = timeBase
            self.source = source
            self.lastDuration = lastDuration
            self.count = count
        }
    }

    /// The values that an entry's differences are counted from.
    package struct Base: Hashable, Sendable {
        package var pts: Int64 = 0
        package var dts: Int64 = 0
        package var position: Int64 = 0

        package init() {}
    }

    /// An entry at which reading of the stored form can start.
    package struct Mark: Hashable, Sendable {
        package let ordinal: Int
        /// Bytes of the stored form before the entry.
        package let offset: Int
        package let base: Base

        package init(ordinal: Int, offset: Int, base: Base) {
            self.ordinal = ordinal
            self.offset = offset
            self.base = base
        }
    }
}

extension FrameIndex.Source {
    fileprivate static let order: [FrameIndex.Source] = [.container, .repaired, .synthesised]

    fileprivate var code: UInt8 { UInt8(FrameIndex.Source.order.firstIndex(of: self)!) }

    fileprivate init?(code: UInt8) {
        guard Int(code) < FrameIndex.Source.order.count else { return nil }
        self = FrameIndex.Source.order[Int(code)]
    }
}

extension TimeBase {
    fileprivate init?(wideNumerator: Int64, denominator: Int64) {
        guard let numerator = Int32(exactly: wideNumerator), let denominator = Int32(exactly: denominator) else {
            return nil
        }
        self.init(numerator: numerator, denominator: denominator)
    }
}
