/// Smooth random relief for asphalt, grass and walls: lattice noise at several scales, a pure function of position and
/// seed.
struct SurfaceTexture {
    let seed: UInt64

    /// Between -128 and 127: grain of about `size` units, overlaid with two finer layers.
    func value(_ x: Int, _ y: Int, size: Int) -> Int {
        (layer(x, y, max(1, size), 1) * 4 + layer(x, y, max(1, size / 2), 2) * 2 + layer(x, y, max(1, size / 4), 3)) / 7
    }

    private func layer(_ x: Int, _ y: Int, _ size: Int, _ salt: UInt64) -> Int {
        let column = x.floored(by: size)
        let row = y.floored(by: size)
        let right = x - column * size
        let down = y - row * size
        let top = corner(column, row, salt) * (size - right) + corner(column + 1, row, salt) * right
        let bottom = corner(column, row + 1, salt) * (size - right) + corner(column + 1, row + 1, salt) * right
        return (top * (size - down) + bottom * down) / (size * size)
    }

    private func corner(_ column: Int, _ row: Int, _ salt: UInt64) -> Int {
        let key =
            UInt64(bitPattern: Int64(column)) &* 0x1_0000_01B3 ^ UInt64(bitPattern: Int64(row)) &+ salt << 56 ^ seed
        return Int(SplitMix.mixed(SplitMix.mixed(key)) & 255) - 128
    }
}

extension Int {
    fileprivate func floored(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
    }
}
