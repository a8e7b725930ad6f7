import Chronology
import Footage

extension SyntheticScene {
    /// A street gate at 12.5 frames per second, in two files with 40 s missing between them.
    ///
    /// People walk by, two of them crossing. A light car makes the exposure drop while it passes; later a lamp is
    /// switched on and the light fades slowly.
    package static let gate: SyntheticScene = {
        let perspective = Perspective(horizon: 24, scale: 350)
        let start = Timestamp.sampleStart
        return SyntheticScene(
            camera: "gate", width: 640, height: 360, frameTicks: 960,
            recordings: [
                Recording(start: start, frames: 0..<1_125),
                Recording(start: start.advanced(byMicroseconds: 130_000_000), frames: 1_125..<2_125),
            ],
            movers: gateMovers,
            lighting: Lighting(
                lamp: (280, 150),
                changes: [
                    Lighting.Change(start: 31_520, end: 31_520, factor: 840),
                    Lighting.Change(start: 35_040, end: 35_040, factor: 1_000),
                    Lighting.Change(start: 80_000, end: 80_000, factor: 1_170),
                    Lighting.Change(start: 150_000, end: 200_000, factor: 1_020),
                ]),
            perspective: perspective, backdrop: Backdrop.gate(width: 640, height: 360, perspective: perspective),
            seed: 0x5EED_6A7E)
    }()

    private static let gateMovers = [
        Mover(
            id: 1, look: .person(Figure.Clothing(coat: 52, trousers: 40, skin: 158, hair: 40)),
            way: [.init(at: 6_000, x: -40, y: 306), .init(at: 20_000, x: 680, y: 312)]),
        Mover(
            id: 2, look: .car(paint: 198, bodywork: .saloon),
            way: [.init(at: 30_000, x: 760, y: 224), .init(at: 36_500, x: -120, y: 222)]),
        Mover(
            id: 3, look: .person(Figure.Clothing(coat: 176, trousers: 58, skin: 150, hair: 96)),
            way: [.init(at: 52_000, x: -40, y: 292), .init(at: 66_000, x: 680, y: 296)]),
        Mover(
            id: 4, look: .person(Figure.Clothing(coat: 46, trousers: 84, skin: 164, hair: 48)),
            way: [.init(at: 53_000, x: 690, y: 336), .init(at: 65_500, x: -50, y: 330)]),
        Mover(
            id: 5, look: .car(paint: 150, bodywork: .van),
            way: [.init(at: 138_000, x: -130, y: 222), .init(at: 144_000, x: 770, y: 226)]),
        Mover(
            id: 6, look: .person(Figure.Clothing(coat: 168, trousers: 44, skin: 156, hair: 34)),
            way: [
                .init(at: 152_000, x: 665, y: 142), .init(at: 164_000, x: 330, y: 146),
                .init(at: 176_000, x: 150, y: 262), .init(at: 181_000, x: -40, y: 300),
            ]),
        Mover(
            id: 7, look: .car(paint: 46, bodywork: .saloon),
            way: [.init(at: 188_000, x: 760, y: 226), .init(at: 194_000, x: -130, y: 224)]),
    ]
}

extension Timestamp {
    /// 2026-03-01T21:55:00Z, the start of the sample's first recording.
    static let sampleStart = Timestamp(microseconds: 1_772_402_100_000_000)
}
