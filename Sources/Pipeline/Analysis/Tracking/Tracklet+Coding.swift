import Chronology
import Footage

/// Compact bytes for storage: every number is a varint of its difference from the one before.
extension Tracklet {
    private static let version: UInt8 = 1

    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = [Self.version]
        bytes.reserveCapacity(32 + points.count * 8)
        bytes.appendVarint(cell)
        bytes.appendVarint(Int64(confidence))
        bytes.append(contentsOf: appearance.bytes)
        bytes.appendVarint(Int64(points.count))
        var time: Int64 = 0
        var step: Int64 = 0
        var box = Box(x: 0, y: 0, width: 0, height: 0)
        for point in points {
            // Frames are mostly evenly spaced, so the change of the spacing nearly always fits in a single byte.
            let distance = point.time.microseconds &- time
            bytes.appendVarint(distance &- step)
            (time, step) = (point.time.microseconds, distance)
            bytes.appendVarint(Int64(point.box.x) - Int64(box.x))
            bytes.appendVarint(Int64(point.box.y) - Int64(box.y))
            bytes.appendVarint(Int64(point.box.width) - Int64(box.width))
            bytes.appendVarint(Int64(point.box.height) - Int64(box.height))
            box = point.box
        }
        bytes.appendVarint(end.microseconds &- time)
        return bytes
    }

    /// Decodes what `encoded` wrote; returns nil for anything else.
    package init?(encoded bytes: [UInt8]) {
        var points: [TrackPoint] = []
        guard let head = Self.read(bytes, onPoint: { points.append($0) }) else { return nil }
        self.init(
            cell: head.cell, points: points, end: head.end, appearance: Appearance(bytes: head.appearance),
            confidence: head.confidence)
    }

    /// The fields of an encoded tracklet other than its points.
    struct Head {
        let cell: Int64
        let confidence: Int32
        let appearance: [UInt8]
        let end: Timestamp
    }

    /// Decodes a whole tracklet and passes on its points, at least one; returns nil unless `encoded` wrote the bytes.
    static func read(_ bytes: [UInt8], onPoint: (TrackPoint) -> Void) -> Head? {
        var reader = VarintReader(bytes)
        guard reader.byte() == Self.version, let cell = reader.varint(), let confidence = reader.varint(),
            let confidence = Int32(exactly: confidence), let shares = reader.take(8), let count = reader.varint(),
            count > 0, count <= bytes.count
        else { return nil }
        var time: Int64 = 0
        var step: Int64 = 0
        var box = Box(x: 0, y: 0, width: 0, height: 0)
        for _ in 0..<count {
            guard let change = reader.varint(), let next = Self.box(after: box, from: &reader) else { return nil }
            step &+= change
            time &+= step
            box = next
            onPoint(TrackPoint(time: Timestamp(microseconds: time), box: box))
        }
        guard let rest = reader.varint(), reader.isAtEnd else { return nil }
        return Head(
            cell: cell, confidence: confidence, appearance: Array(shares), end: Timestamp(microseconds: time &+ rest))
    }

    private static func box(after last: Box, from reader: inout VarintReader) -> Box? {
        guard let x = reader.varint(), let y = reader.varint(), let width = reader.varint(),
            let height = reader.varint(),
            let x = Int32(exactly: x &+ Int64(last.x)), let y = Int32(exactly: y &+ Int64(last.y)),
            let width = Int32(exactly: width &+ Int64(last.width)),
            let height = Int32(exactly: height &+ Int64(last.height))
        else { return nil }
        return Box(x: x, y: y, width: width, height: height)
    }
}
