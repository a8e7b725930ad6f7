/// Scenes without objects that look like some, and scenes with objects that are hard to follow.
///
/// The walker, where there is one, is 30 pixels tall and crosses from left to right at 25 pixels a second.
enum HardScenes {
    static let size = (width: 240, height: 136)
    /// When the walker is in sight, in milliseconds.
    static let walkerSight = 19_900..<30_000

    private static func scene(
        rate: Int = 10, seconds: Int = 60, draw: @escaping (inout SyntheticCanvas, Int) -> Void
    ) -> SyntheticScene {
        SyntheticScene(
            width: size.width, height: size.height, framesPerSecond: rate, seconds: seconds, draw: draw)
    }

    private static func walk(_ canvas: inout SyntheticCanvas, time: Int, luma: Int = 30) {
        let x = -6 + (time - 20_000) / 40
        if x > -12, x < 252 { canvas.person(x: x, feet: 100, height: 30, luma: luma) }
    }

    static func rain(streaks: Int, light: Int = 70, withWalker: Bool) -> SyntheticScene {
        scene(seconds: 40) { canvas, time in
            if withWalker { walk(&canvas, time: time) }
            canvas.rain(streaks: streaks, length: 12, light: light)
        }
    }

    static func leaves(contrast: Int, sway: Int = 4, withWalker: Bool) -> SyntheticScene {
        scene { canvas, time in
            canvas.leaves(x: 100, y: 20, width: 80, height: 64, contrast: contrast, sway: sway, time: time)
            if withWalker { walk(&canvas, time: time) }
        }
    }

    static func night(sigma: Int, withWalker: Bool) -> SyntheticScene {
        var scene = scene { canvas, time in
            if withWalker { walk(&canvas, time: time, luma: 75) }
        }
        (scene.noise, scene.luma, scene.contrast) = (4 * sigma, 26, 9)
        return scene
    }

    /// A 40-pixel car that moves `percent` of its length per frame.
    static func fastCar(
        percent: Int, rate: Int = 5, down: Int = 0, luma: Int = 200, from start: Int = 20_000
    ) -> SyntheticScene {
        scene(rate: rate, seconds: 40) { canvas, time in
            let x = -40 + (time - start) * rate * 40 * percent / 100_000
            guard x > -40, x < 240 else { return }
            canvas.rectangle(x: x, y: 80 + down * x / 240, width: 40, height: 16, luma: luma)
            canvas.rectangle(x: x + 8, y: 72 + down * x / 240, width: 22, height: 8, luma: luma - 40)
        }
    }

    /// A person who walks in at 60 s, stands from 65 to 125 s, and walks out on the other side.
    static func standing(seconds stand: Int = 60, rate: Int = 5) -> SyntheticScene {
        scene(rate: rate, seconds: 240) { canvas, time in
            let walked = min(max(time - 60_000, 0), 5_000) + max(time - 65_000 - stand * 1_000, 0)
            // Standing people shift their weight now and then.
            let isStill = (65_000..<65_000 + stand * 1_000).contains(time)
            let x = -6 + walked / 40 + (isStill ? (time / 7_000) % 2 : 0)
            if x > -12, x < 252 { canvas.person(x: x, feet: 100, height: 30, luma: 30) }
        }
    }

    /// A pole in front of the walker's path, wide enough to hide her for a while.
    static func pole(width: Int, withWalker: Bool = true) -> SyntheticScene {
        scene(seconds: 50) { canvas, time in
            if withWalker { walk(&canvas, time: time) }
            canvas.rectangle(x: 120 - width / 2, y: 0, width: width, height: 136, luma: 140, pattern: 10)
        }
    }

    /// Two people crossing on the same line or `apart` pixels from each other.
    static func crossing(apart: Int, rate: Int = 10, lumas: (Int, Int) = (20, 200)) -> SyntheticScene {
        scene(rate: rate, seconds: 40) { canvas, time in
            let x = -6 + (time - 15_000) / 40
            guard x > -12, x < 252 else { return }
            canvas.person(x: 240 - x, feet: 96, height: 30, luma: lumas.1)
            canvas.person(x: x, feet: 96 + apart, height: 30, luma: lumas.0)
        }
    }

    /// The exposure changes to `percent` at 25 s, taking `ramp` milliseconds, and back at 35 s.
    static func exposure(percent: Int, ramp: Int = 1, withWalker: Bool) -> SyntheticScene {
        scene { canvas, time in
            if withWalker { walk(&canvas, time: time) }
            canvas.rectangle(x: 0, y: 0, width: 240, height: 14, luma: 215)
            let share = min(max(time - 25_000, 0), ramp) - min(max(time - 35_000, 0), ramp)
            canvas.expose(percent: 100 + (percent - 100) * share / ramp)
        }
    }

    static func cloud(percent: Int, withWalker: Bool) -> SyntheticScene {
        scene { canvas, time in
            if withWalker { walk(&canvas, time: time) }
            canvas.cloud(x: -100 + (time - 10_000) / 60, percent: percent, reach: 70)
        }
    }

    /// At 27.3 s the camera switches from colour to infrared for good, and every luma changes.
    static func infraRed(withWalker: Bool, seconds: Int = 60) -> SyntheticScene {
        scene(seconds: seconds) { canvas, time in
            if time >= 27_300 {
                // Each surface of 20 x 16 pixels has a different luma under infrared light.
                for row in 0..<9 {
                    for column in 0..<12 {
                        let change = (row * 37 + column * 53) % 101 - 50
                        canvas.fade(x: column * 20, y: row * 16, width: 20, height: 16, by: change)
                    }
                }
            }
            if withWalker { walk(&canvas, time: time, luma: time < 27_300 ? 20 : 220) }
        }
    }

    /// A person of 5 x 12 pixels in a picture of 480 x 270, walking at 12 pixels a second.
    static func far(contrast: Int) -> SyntheticScene {
        SyntheticScene(width: 480, height: 270, framesPerSecond: 5, seconds: 40) { canvas, time in
            guard (10_000..<30_000).contains(time) else { return }
            canvas.fade(x: 100 + (time - 10_000) * 12 / 1_000, y: 60, width: 5, height: 12, by: contrast)
        }
    }

    /// A van that fills half of the picture as it passes close to the camera.
    static func van(luma: Int) -> SyntheticScene {
        scene(seconds: 40) { canvas, time in
            // 200 pixels long, in sight from 15 s to 21.3 s.
            let x = -200 + (time - 15_000) * 70 / 1_000
            guard x > -200, x < 240 else { return }
            canvas.rectangle(x: x, y: 30, width: 200, height: 96, luma: luma, pattern: 12)
            canvas.rectangle(x: x + 20, y: 44, width: 60, height: 26, luma: luma / 2, pattern: 8)
            canvas.rectangle(x: x + 110, y: 44, width: 60, height: 26, luma: luma / 2, pattern: 8)
        }
    }

    /// A person walking straight towards a camera three metres up, from 20 m away to about 4 m, and back.
    static func approach() -> SyntheticScene {
        scene(seconds: 60) { canvas, time in
            let walked = min(time - 15_000, 38_000 - time) * 14 / 10
            guard walked >= 0 else { return }
            // In millimetres; one metre spans 150 pixels at a distance of one metre.
            let distance = 20_000 - walked
            canvas.person(x: 120, feet: 20 + 450_000 / distance, height: 270_000 / distance, luma: 30)
        }
    }

    /// A person who enters at the bottom, turns, and leaves at the bottom.
    static func visit() -> SyntheticScene {
        scene(seconds: 40) { canvas, time in
            let way = min(time - 15_000, 23_000 - time)
            guard way > 0 else { return }
            canvas.person(x: 60 + (time - 15_000) / 100, feet: 136 + 40 - way / 40, height: 40, luma: 30)
        }
    }

    /// A person who crosses a corner of the picture in a second and a half.
    static func corner() -> SyntheticScene {
        scene(seconds: 40) { canvas, time in
            let way = time - 15_000
            guard way > 0, way < 3_000 else { return }
            canvas.rectangle(x: -24 + way / 50, y: 110 + way / 60, width: 24, height: 14, luma: 200)
        }
    }
}
