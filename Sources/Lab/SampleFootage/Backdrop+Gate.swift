extension Backdrop {
    /// A street in front of a brick wall with a barred gate: far pavement, road, near pavement.
    static func gate(width: Int, height: Int, perspective: Perspective) -> [UInt8] {
        let backdrop = Backdrop(
            width: width, height: height, perspective: perspective, texture: SurfaceTexture(seed: 0x6A7E))
        var painter = backdrop.paint { x, y in
            switch y {
            case ..<108: backdrop.bricks(x, y, tone: 82)
            case 108..<112: 58
            case 112..<148: backdrop.slabs(x, y, tone: 112, size: 420, joint: 22)
            case 148..<153: 146 + backdrop.texture.value(x, y, size: 5) * 14 / 128
            case 153..<240: backdrop.asphalt(x, y)
            case 240..<250: 152 - (y - 240) * 5 + backdrop.texture.value(x, y, size: 5) * 14 / 128
            default: backdrop.slabs(x, y, tone: 118, size: 300, joint: 12)
            }
        }
        painter.paintGate()
        painter.paint(flat([(478, 34), (548, 34), (548, 76), (478, 76)], 44))
        painter.paint(flat([(482, 38), (511, 38), (511, 72), (482, 72)], 62))
        painter.paint(flat([(515, 38), (544, 38), (544, 72), (515, 72)], 56))
        return painter.pixels
    }

    private func asphalt(_ x: Int, _ y: Int) -> Int {
        let (across, _) = ground(x, y)
        let isDash = (190..<194).contains(y) && (across + 100_000) % 900 < 420
        let base = soil(x, y, tone: 78, grain: 22, patches: 18)
        return isDash ? base + 74 : base
    }
}

extension PlanePainter {
    fileprivate mutating func paintGate() {
        paint(Backdrop.flat([(232, 14), (248, 14), (248, 112), (232, 112)], 122))
        paint(Backdrop.flat([(380, 14), (396, 14), (396, 112), (380, 112)], 116))
        paint(Backdrop.flat([(248, 26), (380, 26), (380, 110), (248, 110)], 30))
        for bar in stride(from: 254, to: 380, by: 12) {
            paint(Backdrop.flat([(bar, 22), (bar + 3, 22), (bar + 3, 110), (bar, 110)], 92))
        }
        paint(Backdrop.flat([(248, 44), (380, 44), (380, 48), (248, 48)], 96))
        paint(Backdrop.flat([(248, 98), (380, 98), (380, 102), (248, 102)], 96))
    }
}
