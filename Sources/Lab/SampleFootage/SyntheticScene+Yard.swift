import Chronology
import Footage

extension SyntheticScene {
    /// A yard at 15 frames per second, in two files that follow each other without a gap while a van is in view.
    ///
    /// One person stands still for 40 s and another passes far behind; two cross close to the camera. The light rises
    /// slowly and drops at once.
    package static let yard: SyntheticScene = {
        let perspective = Perspective(horizon: 20, scale: 330)
        let start = Timestamp.sampleStart.advanced(byMicroseconds: 20_000_000)
        return SyntheticScene(
            camera: "yard", width: 640, height: 360, frameTicks: 800,
            recordings: [
                Recording(start: start, frames: 0..<1_125),
                Recording(start: start.advanced(byMicroseconds: 75_000_000), frames: 1_125..<2_250),
            ],
            movers: yardMovers,
            lighting: Lighting(
                lamp: (360, 170),
                changes: [
                    Lighting.Change(start: 84_000, end: 122_000, factor: 1_110),
                    Lighting.Change(start: 132_000, end: 132_000, factor: 920),
                ]),
            perspective: perspective, backdrop: Backdrop.yard(width: 640, height: 360, perspective: perspective),
            seed: 0x5EED_9A2D)
    }()

    private static let yardMovers = [
        Mover(
            id: 1, look: .person(Figure.Clothing(coat: 40, trousers: 60, skin: 152, hair: 30)),
            way: [
                .init(at: 7_000, x: -40, y: 268), .init(at: 13_000, x: 250, y: 250), .init(at: 53_000, x: 250, y: 250),
                .init(at: 61_500, x: 675, y: 272),
            ]),
        Mover(
            id: 2, look: .person(Figure.Clothing(coat: 178, trousers: 70, skin: 150, hair: 120)),
            way: [
                .init(at: 24_000, x: 660, y: 166), .init(at: 40_000, x: 330, y: 162), .init(at: 51_000, x: 665, y: 170),
            ]),
        Mover(
            id: 3, look: .car(paint: 186, bodywork: .van),
            way: [.init(at: 70_000, x: -150, y: 236), .init(at: 79_000, x: 790, y: 240)]),
        Mover(
            id: 4, look: .person(Figure.Clothing(coat: 170, trousers: 40, skin: 156, hair: 44)),
            way: [.init(at: 92_000, x: -45, y: 300), .init(at: 104_000, x: 690, y: 310)]),
        Mover(
            id: 5, look: .person(Figure.Clothing(coat: 50, trousers: 150, skin: 148, hair: 70)),
            way: [.init(at: 91_000, x: 680, y: 262), .init(at: 106_000, x: -40, y: 256)]),
        Mover(
            id: 6, look: .person(Figure.Clothing(coat: 62, trousers: 44, skin: 160, hair: 36)),
            way: [.init(at: 114_000, x: 670, y: 214), .init(at: 128_000, x: -30, y: 200)]),
    ]
}
