package import Footage
import Planning

/// Puts the pictures of one unit into presentation order.
///
/// Decoders reorder too, but based on stream headers that damage can change, and differently when they are drained. To
/// keep results independent of where a chunk ends, a picture's turn comes once every earlier picture has arrived or can
/// no longer arrive.
package struct PictureOrder<Picture> {
    /// How many packets a decoder may be ahead of a picture that it still holds; above any decoder's capacity.
    private static var patience: Int { 32 }

    /// Ordinals of the unit's packets in presentation order.
    private let ordinals: [Int]
    private let places: [Int: Int]
    private var waiting: [Int: Picture] = [:]
    private var next = 0
    private var highest = 0

    /// - Parameter packets: The packets fed to one decoder, from the start of the unit.
    package init(index: FrameIndex, packets: ClosedRange<Int>) {
        ordinals = packets.filter { index.unitStart(for: $0) == packets.lowerBound }
            .sorted { (index.entries[$0].pts, $0) < (index.entries[$1].pts, $1) }
        places = Dictionary(uniqueKeysWithValues: ordinals.enumerated().map { ($1, $0) })
    }

    /// Records a picture from the decoder and returns whether its turn is now (which uses up the turn), later, or past.
    package mutating func arrive(_ ordinal: Int) -> Turn {
        highest = max(highest, ordinal)
        guard let place = places[ordinal] else { return .past }
        guard place == next else { return place > next ? .later : .past }
        next += 1
        return .now
    }

    /// Keeps a picture until its turn.
    package mutating func hold(_ picture: Picture, _ ordinal: Int) {
        waiting[ordinal] = picture
    }

    /// Returns the next picture in turn, with a nil picture if it never arrived, or nil while it may still arrive.
    package mutating func takeNext(isDrained: Bool) -> (ordinal: Int, picture: Picture?)? {
        guard next < ordinals.count else { return nil }
        let ordinal = ordinals[next]
        let picture = waiting.removeValue(forKey: ordinal)
        guard picture != nil || isDrained || highest >= ordinal + PictureOrder.patience else { return nil }
        next += 1
        return (ordinal, picture)
    }
}

extension PictureOrder {
    package enum Turn {
        case now, later, past
    }
}
