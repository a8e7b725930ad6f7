/// A person or vehicle that enters the picture, follows a path and leaves.
struct Mover {
    /// A point of the path: a time, and the position of the feet or wheels in pixels.
    struct Waypoint {
        /// Milliseconds from the start of the scene.
        let at: Int
        let x: Int
        let y: Int
    }

    enum Look {
        case person(Figure.Clothing)
        case car(paint: Int, bodywork: Figure.Bodywork)
    }

    let id: Int
    let look: Look
    /// At least two, ordered by time. Two consecutive waypoints at the same place: the mover stands still between them.
    let way: [Waypoint]

    private static let walkingCycle = 1_080_000

    var kind: SampleTruth.Kind {
        switch look {
        case .person: .person
        case .car: .car
        }
    }

    /// Returns the mover's figure at a time in microseconds from the start of the scene; nil before and after its path.
    func figure(at time: Int64, perspective: Perspective) -> Figure? {
        guard let step = way.indices.dropFirst().first(where: { Int64(way[$0].at) * 1_000 > time }),
            time >= Int64(way[0].at) * 1_000
        else { return nil }
        let (from, to) = (way[step - 1], way[step])
        let elapsed = Int(time) - from.at * 1_000
        let duration = (to.at - from.at) * 1_000
        let ground = Point(
            x: from.x * Point.unit + (to.x - from.x) * Point.unit * elapsed / duration,
            y: from.y * Point.unit + (to.y - from.y) * Point.unit * elapsed / duration)
        let height = perspective.personHeight(atFoot: ground.y)
        let isWalking = from.x != to.x || from.y != to.y
        switch look {
        case .person(let clothing):
            let gait = Figure.Gait(
                heading: heading(at: step), phase: Int(time) % (4 * Mover.walkingCycle) * 256 / Mover.walkingCycle,
                swing: isWalking ? 256 : 0)
            return .person(at: ground, height: height, gait: gait, clothing: clothing)
        case .car(let paint, let bodywork):
            // A car is 4.4 m long, a person 1.75 m tall; a wheel turns once per 0.45 car lengths.
            let length = height * 5 / 2
            let roll = heading(at: step) * (ground.x * 256 / max(1, length * 45 / 100))
            return .car(
                at: ground, length: length, heading: heading(at: step), roll: roll, paint: paint, bodywork: bodywork)
        }
    }

    /// The direction the mover faces: that of its movement or, while standing, of its last one.
    private func heading(at step: Int) -> Int {
        for index in stride(from: step, to: 0, by: -1) where way[index].x != way[index - 1].x {
            return way[index].x > way[index - 1].x ? 1 : -1
        }
        return 1
    }
}
