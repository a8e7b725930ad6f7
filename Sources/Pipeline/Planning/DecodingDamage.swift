import Chronology
package import Footage

/// Decides which pictures of a damaged stream can be trusted: none from an error to the next clean keyframe.
///
/// Errors count by their position in decoding order, for the group of the picture they hit and the groups that depend
/// on it. One value judges the output of one decoder. Pictures shown before the keyframe where that decoder started are
/// ignored, as they depend on pictures it never had.
package struct DecodingDamage: Sendable {
    private let index: FrameIndex
    /// The group where the decoder was started.
    private let firstGroup: Int
    /// Per group, by its place in `keyframes`: the first packet that the decoder could not use.
    private var failedFrom: [Int: Int] = [:]
    /// Per group: the presentation time from which the decoder made up pictures.
    private var madeUpFrom: [Int: Int64] = [:]

    /// - Parameter start: the keyframe where the decoder was started.
    package init(index: FrameIndex, from start: Int) {
        self.index = index
        firstGroup = index.group(of: start) ?? 0
    }

    package mutating func packetFailed(_ ordinal: Int) {
        guard let group = index.group(of: ordinal), group >= firstGroup else { return }
        failedFrom[group] = min(failedFrom[group] ?? .max, ordinal)
    }

    /// Records that the decoder made up part of this picture. In a gradual refresh it does so until the refresh is
    /// complete.
    package mutating func pictureWasMadeUp(_ ordinal: Int) {
        guard let group = index.group(of: ordinal), index.units[group] == firstGroup else { return }
        madeUpFrom[group] = min(madeUpFrom[group] ?? .max, index.entries[ordinal].pts)
    }

    package func trusts(_ ordinal: Int) -> Bool {
        guard let last = index.group(of: ordinal), let first = index.startingGroups[last] else { return false }
        let pts = index.entries[ordinal].pts
        if (first...last).contains(where: { madeUpFrom[$0].map { pts >= $0 } ?? false }) { return false }
        // A picture that follows a keyframe in the file but is shown before it may depend on that keyframe as well.
        let reached = index.keyframes.partitioningIndex { $0 > ordinal } - 1
        return !(first...reached).contains { failedFrom[$0].map { $0 <= ordinal } ?? false }
    }
}
