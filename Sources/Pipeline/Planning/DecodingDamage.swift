import Chronology
package import Footage

/// Which pictures of a damaged stream may be trusted: none from an error to the next clean keyframe.
///
/// Errors count by their place in decoding order, for the group of the picture that they met and those that lean on it.
/// One value judges what one decoder gives out; pictures shown before the keyframe that it was started at say nothing,
/// as they lean on others that it never had.
package struct DecodingDamage: Sendable {
    private let index: FrameIndex
    /// The group that the decoder was started at.
    private let firstGroup: Int
    /// Per group, by its place among the keyframes: the first packet that the decoder could not use.
    private var failedFrom: [Int: Int] = [:]
    /// Per group: the presentation time from which pictures were made up.
    private var madeUpFrom: [Int: Int64] = [:]

    /// - Parameter start: the keyframe that the decoder was started at.
    package init(index: FrameIndex, from start: Int) {
        self.index = index
        firstGroup = index.group(of: start) ?? 0
    }

    package mutating func packetFailed(_ ordinal: Int) {
        guard let group = index.group(of: ordinal), group >= firstGroup else { return }
        failedFrom[group] = min(failedFrom[group] ?? .max, ordinal)
    }

    /// The decoder made up part of this picture. In a gradual refresh it does so until the refresh is complete.
    package mutating func pictureWasMadeUp(_ ordinal: Int) {
        guard let group = index.group(of: ordinal), index.units[group] == firstGroup else { return }
        madeUpFrom[group] = min(madeUpFrom[group] ?? .max, index.entries[ordinal].pts)
    }

    package func trusts(_ ordinal: Int) -> Bool {
        guard let last = index.group(of: ordinal), let first = index.startingGroups[last] else { return false }
        let pts = index.entries[ordinal].pts
        if (first...last).contains(where: { madeUpFrom[$0].map { pts >= $0 } ?? false }) { return false }
        // A picture shown before a keyframe that it follows in the file may lean on that too.
        let reached = index.keyframes.partitioningIndex { $0 > ordinal } - 1
        return !(first...reached).contains { failedFrom[$0].map { $0 <= ordinal } ?? false }
    }
}
