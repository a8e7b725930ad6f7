import Analysis
import Chronology
import Footage

/// The stored form of a track: numbers as zig-zag LEB128, points as differences from the one before.
extension Track {
    package struct Malformed: Error, CustomStringConvertible {
        package var description: String { "a stored track is damaged; merge its camera again" }
    }

    private static let version: UInt8 = 1

    package func encoded() -> [UInt8] {
        var bytes = [Track.version]
        let name = Array(kind.utf8)
        for number in [
            Int64(id), span.start.microseconds, span.duration, Int64(confidence), Int64(name.count),
            Int64(points.count),
        ] {
            bytes.appendVarint(number)
        }
        bytes += name
        var (time, box) = (span.start.microseconds, Box(x: 0, y: 0, width: 0, height: 0))
        for point in points {
            bytes.appendVarint(point.time.microseconds - time)
            for (new, old) in [
                (point.box.x, box.x), (point.box.y, box.y), (point.box.width, box.width),
                (point.box.height, box.height),
            ] {
                bytes.appendVarint(Int64(new) - Int64(old))
            }
            (time, box) = (point.time.microseconds, point.box)
        }
        return bytes
    }

    package init(encoded bytes: [UInt8]) throws {
        var reader = VarintReader(bytes)
        guard reader.byte() == Track.version, let id = reader.varint(), let start = reader.varint(),
            let duration = reader.varint(), duration >= 0, let confidence = reader.varint(),
            let nameLength = reader.varint(), nameLength >= 0, let count = reader.varint(), count >= 0,
            count <= bytes.count, let name = reader.take(Int(nameLength))
        else { throw Malformed() }
        var points: [TrackPoint] = []
        points.reserveCapacity(Int(count))
        var (time, box) = (start, [Int64](repeating: 0, count: 4))
        for _ in 0..<count {
            guard let step = reader.varint() else { throw Malformed() }
            time &+= step
            for corner in 0..<4 {
                guard let change = reader.varint() else { throw Malformed() }
                box[corner] &+= change
            }
            let corners = box.compactMap { Int32(exactly: $0) }
            guard corners.count == 4 else { throw Malformed() }
            points.append(
                TrackPoint(
                    time: Timestamp(microseconds: time),
                    box: Box(x: corners[0], y: corners[1], width: corners[2], height: corners[3])))
        }
        let (end, overflow) = start.addingReportingOverflow(duration)
        guard reader.isAtEnd, !overflow else { throw Malformed() }
        let from = Timestamp(microseconds: start)
        self.init(
            id: Int(id), span: TimeSpan(start: from, end: Timestamp(microseconds: end)), points: points,
            kind: String(decoding: name, as: UTF8.self), confidence: Int(confidence))
    }
}
