/// By how many pixels one picture's content is moved against another's: what is at (x, y) there is at (x + across,
/// y + down) here.
struct PixelShift: Sendable, Hashable {
    var across = 0
    var down = 0

    var isNone: Bool { across == 0 && down == 0 }
}
