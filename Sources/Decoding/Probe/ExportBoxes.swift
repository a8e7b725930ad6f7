import Footage
import Foundation

/// Finds the ISO base media boxes of the ONVIF export format: `cstb` (start time) and `suep` (export).
///
/// Source: ONVIF Export File Format Specification 26.06, 5.2 and 5.3. Both boxes are in the file-level `meta`; `cstb`
/// can also be in `meta/ipro/sinf` and `sinf/schi`, where a later signer corrects the time. Old files have it at file
/// level.
struct ExportBoxes {
    /// Start times by track, in file order; a later entry corrects an earlier one.
    private(set) var starts: [(track: Int, ticks: UInt64)] = []
    private(set) var export: SurveillanceExport?
    private(set) var hasMovieIndex = false

    /// Metadata boxes are small; a larger one is damage or an attack.
    private static let largestBox: UInt64 = 1_024 * 1_024
    private static let mostBoxes = 100_000

    /// Walks the top-level boxes of a file; finds nothing in files of other formats.
    init(descriptor: Int32, size: Int64) {
        var offset: Int64 = 0
        for _ in 0..<ExportBoxes.mostBoxes {
            var header = ByteReader(ExportBoxes.bytes(descriptor, at: offset, count: 16))
            guard var length = header.number(bytes: 4), let type = header.take(4).map(Array.init) else { return }
            var headerLength: UInt64 = 8
            if length == 1 {
                guard let long = header.number(bytes: 8) else { return }
                length = long
                headerLength = 16
            } else if length == 0 {
                length = UInt64(size - offset)
            }
            guard length >= headerLength, length <= UInt64(Int64.max) - UInt64(offset) else { return }
            if type.elementsEqual("moov".utf8), offset + Int64(length) <= size { hasMovieIndex = true }
            let isWanted = ["meta", "cstb", "suep"].contains { type.elementsEqual($0.utf8) }
            if isWanted, length <= ExportBoxes.largestBox {
                let body = ExportBoxes.bytes(
                    descriptor, at: offset + Int64(headerLength), count: Int(length - headerLength))
                take(type: type, body: body, depth: 0)
            }
            offset += Int64(length)
            if offset >= size { return }
        }
    }

    /// Returns the start time of the track, or the first one stated if the track has none.
    func clock(forTrack track: Int) -> RecordingClock? {
        let own = starts.last { $0.track == track } ?? starts.first
        return own.flatMap { RecordingClock(hundredNanosecondsSince1601: $0.ticks) }
    }

    private mutating func take(type: [UInt8], body: [UInt8], depth: Int) {
        guard depth < 6 else { return }
        switch String(decoding: type, as: UTF8.self) {
        case "cstb": takeStarts(body)
        case "suep": export = SurveillanceExport(body: body) ?? export
        case "meta": children(of: body.dropFirst(4), depth: depth)
        // Skip version, flags and the number of protections; the child boxes follow.
        case "ipro": children(of: body.dropFirst(6), depth: depth)
        case "sinf", "schi": children(of: body[...], depth: depth)
        default: break
        }
    }

    private mutating func children(of body: ArraySlice<UInt8>, depth: Int) {
        var reader = ByteReader(body)
        while let length = reader.number(bytes: 4), let type = reader.take(4) {
            guard length >= 8, let body = reader.take(Int(length) - 8) else { return }
            take(type: Array(type), body: Array(body), depth: depth + 1)
        }
    }

    private mutating func takeStarts(_ body: [UInt8]) {
        var reader = ByteReader(body)
        guard let count = reader.number(bytes: 4) else { return }
        for _ in 0..<count {
            guard let track = reader.number(bytes: 4), let ticks = reader.number(bytes: 8) else { return }
            starts.append((Int(track), ticks))
        }
    }

    private static func bytes(_ descriptor: Int32, at offset: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
        }
    }
}
