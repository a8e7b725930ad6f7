import Footage
import Video

/// Reads one recording's packets by their ordinal in the frame index, and decodes ranges of them.
///
/// A packet is identified by byte offset and decoding time. If the container's seek does not lead to it, the file is
/// read from its start and packets are counted, which is slow but always correct.
final class PacketReader {
    let index: FrameIndex
    private let firstOrdinal: Int
    let container: Container
    private(set) var packet = Packet()
    /// Ordinal in the slice of the packet that the container returns next; nil if unknown.
    private var next: Int?

    init(source: ChunkAssignment.Source, interruption: Interruption? = nil) throws {
        index = try FrameIndex(encoded: [UInt8](source.index))
        firstOrdinal = source.firstOrdinal
        container = try source.container(interruption)
    }

    /// Decodes a range of packets that begins with a keyframe, then drains the decoder.
    ///
    /// `onFrame` borrows frames in presentation order, each with its ordinal. `onDamage` receives the ordinals of
    /// packets that could not be decoded, before any frame that depends on them. Packets rejected by `isWanted` never
    /// reach the decoder.
    func decode(
        _ ordinals: ClosedRange<Int>, isWanted: (Int) -> Bool = { _ in true }, onDamage: (Int) throws -> Void,
        onFrame: (Int, borrowing Frame) throws -> Void
    ) throws {
        try position(at: ordinals.lowerBound)
        // Always create a new decoder: a flushed one keeps buffers and counters, which would show through where
        // pictures depend on missing ones.
        let decoder = try Decoder(container: container)
        // Holds only pictures still inside the decoder.
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
        // Continue from the current position only where that returns the same packets as a fresh read.
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

    /// Reads on from where a seek led, until the packet can no longer follow. Returns whether it was found.
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
        // If the container states no decoding time, the index holds the presentation time.
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
