/// Maps the luma of one picture to the exposure of another, its reference.
package struct ToneCurve: Sendable, Equatable {
    /// For each luma of the picture, the luma of the same content in the reference.
    package internal(set) var table: [UInt8]
    /// Below this luma of the reference, the picture shows only black.
    package internal(set) var floor: UInt8
    /// Above this luma of the reference, the picture is clipped.
    package internal(set) var ceiling: UInt8
    /// Whether the two exposures are equal and the table need not be applied.
    package internal(set) var isIdentity: Bool

    package static let identity = ToneCurve(
        table: (0...255).map { UInt8($0) }, floor: 0, ceiling: 255, isIdentity: true)

    /// The curve that remains once the picture has the reference's exposure: only its clipping limits.
    var clipping: ToneCurve {
        var curve = Self.identity
        (curve.floor, curve.ceiling) = (floor, ceiling)
        return curve
    }
}
