import Footage
import Foundation
import Video

/// A clip's pictures as time and luma fingerprint, read through the frame index as a worker does.
struct DecodedClip {
    struct Picture: Equatable {
        let pts: Int64
        let fingerprint: UInt64
        let isDamaged: Bool
    }

    private(set) var pictures: [Picture] = []
    private(set) var damage: [String] = []

    /// Decodes from an entry of the index (0: the start) to the end, with the index's times.
    init(_ path: String, index: FrameIndex, from entry: Int = 0) throws {
        let container = try Container(path: path)
        let decoder = try Decoder(container: container)
        var matcher = index.matcher()
        if entry > 0 {
            let start = index.entries[entry]
            try container.seek(to: .init(dts: start.dts, position: start.position))
        }
        var packet = Packet()
        while try container.read(into: &packet) {
            guard let place = matcher.entry(position: packet.position, time: packet.dts ?? packet.pts), place >= entry
            else {
                continue
            }
            note(try decoder.decode(packet, presentedAt: index.entries[place].pts) { try keep($0) })
        }
        note(try decoder.finish { try keep($0) })
    }

    private mutating func note(_ outcome: Decoder.Outcome) {
        if case .damaged(let text) = outcome { damage.append(text) }
    }

    private mutating func keep(_ frame: borrowing Frame) throws {
        let print = try frame.withLuma { luma in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for y in 0..<luma.height {
                for x in 0..<luma.width {
                    hash = (hash ^ UInt64(luma.pixels[y * luma.stride + x])) &* 0x0000_0100_0000_01B3
                }
            }
            return hash
        }
        pictures.append(Picture(pts: frame.pts ?? .min, fingerprint: print, isDamaged: frame.isDamaged))
    }
}
