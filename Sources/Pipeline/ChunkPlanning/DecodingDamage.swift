package import Footage

/// Which pictures of a damaged stream may be trusted: none from an error to the next clean keyframe.
///
/// Errors count by their place in decoding order within a group of pictures, so the answer for a picture is the same
/// wherever decoding began.
package struct DecodingDamage: Sendable {
    private let index: FrameIndex
    /// Ordinals of packets that the decoder could not use, ascending.
    private var failedPackets: [Int] = []
    /// Per group, by its place among the keyframes: the presentation time from which pictures were made up.
    private var madeUpFrom: [Int: Int64] = [:]

    package init(index: FrameIndex) {
        self.index = index
    }

    package mutating func packetFailed(_ ordinal: Int) {
        failedPackets.insert(ordinal, at: firstFailure(from: ordinal))
    }

    /// The decoder made up part of this picture.
    package mutating func pictureWasMadeUp(_ ordinal: Int) {
        // A picture before the first keyframe is not trusted anyway, and none that is leans on it.
        guard let group = index.group(of: ordinal) else { return }
        madeUpFrom[group] = min(madeUpFrom[group] ?? .max, index.entries[ordinal].pts)
    }

    package func trusts(_ ordinal: Int) -> Bool {
        guard let last = index.group(of: ordinal), let first = index.startingGroups[last] else { return false }
        let pts = index.entries[ordinal].pts
        if (first...last).contains(where: { madeUpFrom[$0].map { pts >= $0 } ?? false }) { return false }
        let failure = firstFailure(from: index.keyframes[first])
        return failure == failedPackets.count || failedPackets[failure] > ordinal
    }

    private func firstFailure(from ordinal: Int) -> Int {
        failedPackets.partitioningIndex { $0 >= ordinal }
    }
}
