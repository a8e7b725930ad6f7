import Chronology
import Footage
import Planning
import Video
import WorkLedger

extension PacketReader {
    /// Decodes the picture of one packet, starting from the first packet of the index, and encodes it as JPEG. Packets
    /// outside the source's pieces never reach the decoder.
    ///
    /// - Parameter widest: Maximum width in pixels; must be positive.
    /// - Throws: `ReviewFailure` if the decoder returned no picture for that time, or one too damaged to be trusted.
    func picture(_ ordinal: Int, of source: ChunkAssignment.Source, widest: Int) throws -> PictureEncoder.Picture {
        guard widest > 0, index.entries.indices.contains(ordinal) else {
            throw ReviewError.damagedAssignment("the picture is not in its index")
        }
        let encoder = PictureEncoder(widest: widest)
        var damage = DecodingDamage(index: index, from: 0)
        var found: PictureEncoder.Picture?
        try decode(0...ordinal) { place in
            let shown = source.start.advanced(byMicroseconds: index.offset(of: index.entries[place]))
            return source.pieces.contains { $0.contains(shown) }
        } onDamage: { place in
            damage.packetFailed(place)
        } onFrame: { place, frame in
            if frame.isDamaged { damage.pictureWasMadeUp(place) }
            if place == ordinal { found = try encoder.jpeg(of: frame) }
        }
        guard let found, damage.trusts(ordinal) else {
            throw ReviewFailure(.permanent, "damaged", "the picture at that time cannot be decoded without damage")
        }
        return found
    }
}
