/// The stored form: a header, then each entry's differences from the one before, as zig-zag LEB128 numbers.
///
/// About 4 bytes per entry, or 9 MB for 24 h at 25 frames/s. Layout (all numbers LEB128): magic `RFI1`, source,
/// numerator, denominator, last duration, count, then per entry: flags (1 keyframe, 2 has dts, 4 has position, 8
/// gradual, 16 restart), pts difference, [dts difference], [position difference].
extension FrameIndex {
    package struct MalformedIndex: Error, CustomStringConvertible {
        package var description: String { "the stored frame index is damaged; import the file again" }
    }

    private static let magic = Array("RFI1".utf8)

    package func encoded() -> [UInt8] {
        var bytes = FrameIndex.magic
        bytes.append(source.code)
        bytes.appendVarint(Int64(timeBase.numerator))
        bytes.appendVarint(Int64(timeBase.denominator))
        bytes.appendVarint(lastDuration)
        bytes.appendVarint(Int64(entries.count))
        var (pts, dts, position): (Int64, Int64, Int64) = (0, 0, 0)
        for entry in entries {
            let flags: UInt8 =
                (entry.isKeyframe ? 1 : 0) | (entry.dts != nil ? 2 : 0) | (entry.position != nil ? 4 : 0)
                | (entry.isGradual ? 8 : 0) | (entry.isRestart ? 16 : 0)
            bytes.append(flags)
            bytes.appendVarint(entry.pts &- pts)
            pts = entry.pts
            if let value = entry.dts {
                bytes.appendVarint(value &- dts)
                dts = value
            }
            if let value = entry.position {
                bytes.appendVarint(value &- position)
                position = value
            }
        }
        return bytes
    }

    package init(encoded bytes: [UInt8]) throws {
        var reader = VarintReader(bytes)
        guard reader.take(4) == FrameIndex.magic[...], let code = reader.byte(), let source = Source(code: code),
            let numerator = reader.varint(), let denominator = reader.varint(), numerator > 0, denominator > 0,
            let timeBase = TimeBase(wideNumerator: numerator, denominator: denominator),
            let lastDuration = reader.varint(), let count = reader.varint(), count >= 0, count <= bytes.count
        else { throw MalformedIndex() }
        var entries: [Entry] = []
        entries.reserveCapacity(Int(count))
        var (pts, dts, position): (Int64, Int64, Int64) = (0, 0, 0)
        for _ in 0..<count {
            guard let flags = reader.byte(), flags < 32, let step = reader.varint() else { throw MalformedIndex() }
            pts &+= step
            if flags & 2 != 0 {
                guard let step = reader.varint() else { throw MalformedIndex() }
                dts &+= step
            }
            if flags & 4 != 0 {
                guard let step = reader.varint() else { throw MalformedIndex() }
                position &+= step
            }
            entries.append(
                Entry(
                    pts: pts, dts: flags & 2 != 0 ? dts : nil, position: flags & 4 != 0 ? position : nil,
                    isKeyframe: flags & 1 != 0, isGradual: flags & 8 != 0,
                    isRestart: flags & 16 != 0))
        }
        guard reader.isAtEnd else { throw MalformedIndex() }
        self.init(timeBase: timeBase, source: source, entries: entries, lastDuration: lastDuration)
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
