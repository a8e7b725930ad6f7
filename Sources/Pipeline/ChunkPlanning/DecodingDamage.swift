package import Footage

/// Which pictures of a damaged stream may be trusted: none from an error to the next clean keyframe.
///
/// Errors count by their place in decoding order within a group of pictures, so the answer for a picture is the same
/// wherever decoding began.
package struct DecodingDamage: Sendable {
    private let index: FrameIndex
    /// Ordinals of packets that the decoder could not use, ascending.
    private var failedPackets: [Int] = []
    /// Per group, by the ordinal of its keyframe: the presentation time from which pictures were made up.
    private var madeUpFrom: [Int: Int64] = [:]

    package init(index: FrameIndex) {
        self.index = index
    }

    package mutating func packetFailed(_ ordinal: Int) {
        let place = failedPackets.firstIndex { $0 >= ordinal } ?? failedPackets.count
        failedPackets.insert(ordinal, at: place)
    }

    /// The decoder made up part of this picture.
    package mutating func pictureWasMadeUp(_ ordinal: Int) {
        let group = index.decodingStart(for: ordinal) ?? 0
        madeUpFrom[group] = min(madeUpFrom[group] ?? .max, index.entries[ordinal].pts)
    }

    package func trusts(_ ordinal: Int) -> Bool {
        guard let group = index.decodingStart(for: ordinal) else { return false }
        if let from = madeUpFrom[group], index.entries[ordinal].pts >= from { return false }
        return !failedPackets.contains { $0 >= group && $0 <= ordinal }
    }
}
