import ChunkPlanning
import Footage
import Video

extension PacketReader {
    /// Decodes the picture of one packet, from the first packet of the index, and encodes it; nil where the decoder
    /// gave out none with its time, or none that a review would trust.
    ///
    /// - Parameter isInScope: by a packet's place in the index; no other is decoded.
    func picture(
        _ ordinal: Int, isInScope: (Int) -> Bool, encoder: PictureEncoder
    ) throws -> PictureEncoder.Picture? {
        var damage = DecodingDamage(index: index, from: 0)
        var found: PictureEncoder.Picture?
        try decode(0...ordinal, isWanted: isInScope) { place in
            damage.packetFailed(place)
        } onFrame: { place, frame in
            if frame.isDamaged { damage.pictureWasMadeUp(place) }
            if place == ordinal { found = try encoder.jpeg(of: frame) }
        }
        return damage.trusts(ordinal) ? found : nil
    }
}
