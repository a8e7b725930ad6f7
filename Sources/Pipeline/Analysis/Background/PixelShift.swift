/// The offset in pixels between two pictures' content: what is at (x, y) in the reference is at (x + across, y + down)
/// in this picture.
struct PixelShift: Sendable, Hashable {
    var across = 0
    var down = 0

    var isNone: Bool { across == 0 && down == 0 }
}
