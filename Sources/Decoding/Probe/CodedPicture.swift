/// What a pass over the packets notes of each, in decoding order; times raw, in ticks of the stream.
package struct CodedPicture: Hashable, Sendable {
    package enum Kind: Sendable { case intra, predicted, bidirectional, unknown }

    package var pts: Int64?
    package var dts: Int64?
    package var duration: Int64?
    package var position: Int64?
    package var isKeyframe: Bool
    /// Counts in presentation order and starts again at pictures that reset it; nil where the codec has no such number.
    package var order: Int?
    package var kind: Kind = .unknown
    /// An edit list hides it; it may still be needed to decode others.
    package var isHidden = false

    package init(
        pts: Int64?, dts: Int64?, duration: Int64?, position: Int64?, isKeyframe: Bool, order: Int? = nil,
        kind: Kind = .unknown, isHidden: Bool = false
    ) {
        self.pts = pts
        self.dts = dts
        self.duration = duration
        self.position = position
        self.isKeyframe = isKeyframe
        self.order = order
        self.kind = kind
        self.isHidden = isHidden
    }
}
