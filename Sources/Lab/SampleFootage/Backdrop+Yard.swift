extension Backdrop {
    /// A yard of concrete slabs in front of a hall of corrugated sheet, with a fence and a parked van.
    static func yard(width: Int, height: Int, perspective: Perspective) -> [UInt8] {
        let backdrop = Backdrop(
            width: width, height: height, perspective: perspective, texture: SurfaceTexture(seed: 0x9A2D))
        var painter = backdrop.paint { x, y in
            switch y {
            case ..<96: backdrop.sheet(x, y)
            case 96..<104: 62 + backdrop.texture.value(x, y, size: 6) * 10 / 128
            case 104..<128: backdrop.soil(x, y, tone: 70, grain: 34, patches: 22)
            default: backdrop.slabs(x, y, tone: 108, size: 520, joint: 14)
            }
        }
        painter.paint(flat([(70, 22), (176, 22), (176, 102), (70, 102)], 58))
        for line in stride(from: 30, to: 102, by: 9) {
            painter.paint(flat([(72, line), (174, line), (174, line + 2), (72, line + 2)], 84))
        }
        painter.paintFence()
        let parked = Figure.car(
            at: Point(x: 548 * Point.unit, y: 142 * Point.unit), length: 118 * Point.unit, heading: -1, roll: 20,
            paint: 138, bodywork: .van)
        painter.paintShadows(of: parked)
        painter.paint(parked)
        return painter.pixels
    }

    private func sheet(_ x: Int, _ y: Int) -> Int {
        let ridge = abs(x % 14 - 7)
        return 88 + ridge * 5 + texture.value(x, y, size: 70) * 16 / 128 + texture.value(x, y, size: 3) * 6 / 128
    }
}

extension PlanePainter {
    fileprivate mutating func paintFence() {
        for post in stride(from: 226, to: 468, by: 30) {
            paint(Backdrop.flat([(post, 62), (post + 4, 62), (post + 4, 124), (post, 124)], 128))
        }
        for wire in [68, 84, 100, 116] {
            paint(Backdrop.flat([(226, wire), (470, wire), (470, wire + 1), (226, wire + 1)], 140))
        }
    }
}
