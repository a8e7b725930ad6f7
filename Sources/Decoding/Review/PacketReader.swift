import Footage
import Video

/// Reads one recording's packets by their place in the frame index, and decodes ranges of them.
///
/// A packet is known by byte offset and decoding time; where the container's seek does not lead to it, the file is read
/// from its start and packets are counted, which is slow but always right.
final class PacketReader {
    let index: FrameIndex
    private let firstOrdinal: Int
    let container: Container
    private(set) var packet = Packet()
    /// Ordinal in the slice of the packet that the container hands out next; nil where that is unknown.
    private var next: Int?

    init(source: ChunkAssignment.Source, interruption: Interruption? = nil) throws {
        index = try FrameIndex(encoded: [UInt8](source.index))
        firstOrdinal = source.firstOrdinal
        container = try source.container(interruption)
    }

    /// Decodes the packets of a range, which begins with a keyframe, and drains the decoder after them.
    ///
    /// Frames are lent to `onFrame` in presentation order, each with its ordinal; `onDamage` hears of packets that
    /// could not be decoded, before any frame that leans on them. Packets that are not `isWanted` never reach the
    /// decoder.
    func decode(
        _ ordinals: ClosedRange<Int>, isWanted: (Int) -> Bool = { _ in true }, onDamage: (Int) throws -> Void,
        onFrame: (Int, borrowing Frame) throws -> Void
    ) throws {
        try position(at: ordinals.lowerBound)
        // Always a new one: a flushed decoder keeps buffers and counters, and where pictures lean on what is missing
        // they would show.
        let decoder = try Decoder(container: container)
        // Only pictures still inside the decoder.
        var ordinalOfTime: [Int64: Int] = [:]
        func deliver(_ frame: borrowing Frame) throws {
            guard let pts = frame.pts, let ordinal = ordinalOfTime.removeValue(forKey: pts) else { return }
            try onFrame(ordinal, frame)
        }
        for ordinal in ordinals {
            if ordinal > ordinals.lowerBound { try advance() }
            guard isWanted(ordinal) else { continue }
            let pts = index.entries[ordinal].pts
            ordinalOfTime[pts] = ordinal
            if packet.isCorrupt { try onDamage(ordinal) }
            if case .damaged = try decoder.decode(packet, presentedAt: pts, deliver) { try onDamage(ordinal) }
        }
        if case .damaged = try decoder.finish(deliver) { try onDamage(ordinals.upperBound) }
    }

    /// Loads the packet with this ordinal.
    func position(at ordinal: Int) throws {
        // Reading on must give what reading from here gives.
        if next == ordinal, !container.assemblesPackets, try read(), matches(ordinal) { return }
        let entry = index.entries[ordinal]
        try container.seek(to: Container.SeekPoint(dts: entry.dts, position: entry.position))
        if entry.position != nil || entry.dts != nil, try find(ordinal) { return }
        try container.rewind()
        for _ in 0..<(firstOrdinal + ordinal) {
            guard try read() else { throw ReviewError.fileChanged(container.path) }
        }
        guard try read(), matches(ordinal) else {
            throw ReviewError.fileChanged(container.path)
        }
        next = ordinal + 1
    }

    /// Reads on from where a seek led, as far as it may lead before a keyframe; false when the packet is not met.
    private func find(_ ordinal: Int) throws -> Bool {
        let entry = index.entries[ordinal]
        while try read() {
            if matches(ordinal) {
                next = ordinal + 1
                return true
            }
            if let wanted = entry.position, let met = packet.position, met > wanted { return false }
            if entry.position == nil, let wanted = entry.dts, let met = packet.dts ?? packet.pts, met > wanted {
                return false
            }
        }
        return false
    }

    private func matches(_ ordinal: Int) -> Bool {
        let entry = index.entries[ordinal]
        // The index keeps the presentation time where a container states no other.
        let hasTime = entry.dts == nil || entry.dts == packet.dts ?? packet.pts
        return hasTime && (entry.position == nil || entry.position == packet.position)
    }

    func advance() throws {
        guard try read() else { throw ReviewError.fileChanged(container.path) }
    }

    private func read() throws -> Bool {
        let isRead = try container.read(into: &packet)
        next = isRead ? next.map { $0 + 1 } : nil
        return isRead
    }
}
