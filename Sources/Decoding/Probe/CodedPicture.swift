/// One packet's picture as the packet pass records it, in decoding order; times in ticks of the stream.
package struct CodedPicture: Hashable, Sendable {
    package enum Kind: Sendable { case intra, predicted, bidirectional, unknown }

    package var pts: Int64?
    package var dts: Int64?
    package var duration: Int64?
    package var position: Int64?
    package var isKeyframe: Bool
    /// Presentation-order counter of the codec, which restarts at pictures that reset it; nil if the codec has none.
    package var order: Int?
    package var kind: Kind = .unknown
    /// Hidden by an edit list, but possibly needed to decode other pictures.
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
