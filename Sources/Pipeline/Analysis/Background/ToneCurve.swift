/// How the luma of one picture maps to the exposure of another, its reference.
package struct ToneCurve: Sendable, Equatable {
    /// For each luma of the picture, the luma at which the reference shows the same thing.
    package internal(set) var table: [UInt8]
    /// Below this luma of the reference the picture shows nothing but black.
    package internal(set) var floor: UInt8
    /// Above this luma of the reference the picture is clipped.
    package internal(set) var ceiling: UInt8
    /// Whether the two exposures are equal, so that the table need not be applied.
    package internal(set) var isIdentity: Bool

    package static let identity = ToneCurve(
        table: (0...255).map { UInt8($0) }, floor: 0, ceiling: 255, isIdentity: true)

    /// What is left of the curve once a picture is at the reference's exposure: where it is clipped.
    var clipping: ToneCurve {
        var curve = Self.identity
        (curve.floor, curve.ceiling) = (floor, ceiling)
        return curve
    }
}
