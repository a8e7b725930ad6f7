package import Footage
import Planning

/// Brings the pictures of one unit into the order in which they are shown.
///
/// Decoders do so themselves, but by what the stream says of itself, which damage can change, and otherwise when they
/// are drained. So that no verdict depends on where a chunk ends, a picture's turn comes when all that are shown before
/// it have come, or will not come any more.
package struct PictureOrder<Picture> {
    /// By how many packets a decoder may be ahead of a picture that it still holds: more than any has room for.
    private static var patience: Int { 32 }

    /// The unit's packets, in the order in which their pictures are shown.
    private let ordinals: [Int]
    private let places: [Int: Int]
    private var waiting: [Int: Picture] = [:]
    private var next = 0
    private var highest = 0

    /// - Parameter packets: what one decoder is fed, from the start of the unit.
    package init(index: FrameIndex, packets: ClosedRange<Int>) {
        ordinals = packets.filter { index.unitStart(for: $0) == packets.lowerBound }
            .sorted { (index.entries[$0].pts, $0) < (index.entries[$1].pts, $1) }
        places = Dictionary(uniqueKeysWithValues: ordinals.enumerated().map { ($1, $0) })
    }

    /// Notes that the decoder gave out a picture, and answers whether its turn is now (then it is over with that),
    /// later, or past.
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

    /// The next one whose turn it is, with nil for a picture that does not come; nil while it has to be waited for.
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
