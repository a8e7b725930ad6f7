import Chronology
import Footage
import SampleFootage
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SyntheticSceneTests {
    static let scenes: [SyntheticScene] = [.gate, .yard]

    @Test(arguments: scenes.indices)
    func truthBoxesHoldEverythingThatIsDrawn(scene index: Int) {
        let scene = SyntheticSceneTests.scenes[index]
        let empty = scene.luma(ofFrame: 0, layers: [])
        var checked = 0
        for frame in stride(from: 0, to: scene.frameCount, by: 41) {
            let presences = scene.presences(inFrame: frame)
            // A mover who is just entering is drawn but not yet present.
            guard presences.count == scene.moverCount(inFrame: frame) else { continue }
            let drawn = box(ofDifferences: empty, scene.luma(ofFrame: frame, layers: .movers), width: scene.width)
            let truth = presences.map { pixels($0.point, of: scene) }.reduce(nil, union)
            #expect((drawn == nil) == (truth == nil))
            guard let drawn, let truth else { continue }
            checked += 1
            #expect(truth.contains(drawn), "frame \(frame): \(drawn) outside \(truth)")
            // At the picture's edge the box is the whole body's, cut off: the visible part may be less tall than the
            // body.
            guard truth.left > 0, truth.right < scene.width else { continue }
            #expect(drawn.grown(by: 3).contains(truth), "frame \(frame): \(truth) is too large for \(drawn)")
        }
        #expect(checked > 15)
    }

    @Test(arguments: scenes.indices)
    func nothingButClockAndNoiseChangesOutsideActivity(scene index: Int) {
        let scene = SyntheticSceneTests.scenes[index]
        let activity = scene.truth.activity.map(\.span)
        let empty = scene.luma(ofFrame: 0, layers: [])
        for frame in stride(from: 0, to: scene.frameCount, by: 29) {
            let time = scene.time(ofFrame: frame)
            guard !activity.contains(where: { $0.contains(time) }), scene.moverCount(inFrame: frame) == 0 else {
                continue
            }
            #expect(scene.luma(ofFrame: frame, layers: [.movers, .shadows]) == empty, "frame \(frame)")
        }
    }

    @Test func aFrameIsTheSameBytesWheneverItIsDrawn() {
        let late = SyntheticScene.yard.luma(ofFrame: 1_300)
        _ = SyntheticScene.yard.luma(ofFrame: 7)
        #expect(SyntheticScene.yard.luma(ofFrame: 1_300) == late)
        #expect(
            SyntheticScene.yard.luma(ofFrame: 1_301, layers: .noise)
                != SyntheticScene.yard.luma(ofFrame: 1_300, layers: .noise))
    }

    @Test func clockChangesWithTheSecondAndOnlyWithinItsArea() throws {
        let scene = SyntheticScene.yard
        let frames = (0..<2).map { scene.luma(ofFrame: 14 + $0, layers: .clock) }
        #expect(scene.luma(ofFrame: 0, layers: .clock) == frames[0])
        let changed = try #require(box(ofDifferences: frames[0], frames[1], width: scene.width))
        let area = scene.clockArea(inFrame: 15)
        #expect(area.columns.contains(changed.left) && area.columns.contains(changed.right - 1))
        #expect(area.rows.contains(changed.top) && area.rows.contains(changed.bottom - 1))
    }

    @Test(arguments: scenes.indices)
    func lightingStepsScaleTheWholePictureAsTruthSays(scene index: Int) throws {
        let scene = SyntheticSceneTests.scenes[index]
        let steps = scene.truth.lighting.filter { $0.start == $0.end }
        #expect(!steps.isEmpty)
        for step in steps {
            let after = try #require((0..<scene.frameCount).first { scene.time(ofFrame: $0) >= step.start.time })
            let means = [after - 1, after].map { frame in
                scene.luma(ofFrame: frame, layers: .exposure).reduce(0) { $0 + Int($1) }
            }
            let ratio = Double(means[1]) / Double(means[0])
            #expect(abs(ratio - step.to / step.from) < 0.02)
        }
    }

    @Test func somebodyStandsStillForFortySeconds() throws {
        let person = try #require(SyntheticScene.yard.truth.movers.first { $0.kind == .person })
        let start = SyntheticScene.yard.recordings[0].start
        let standing = TimeSpan(
            start: start.advanced(byMicroseconds: 13_000_000), end: start.advanced(byMicroseconds: 53_000_000))
        let middles = person.path.filter { standing.contains($0.at.time) }.map { $0.x + $0.width / 2 }
        let range = try #require(middles.max()) - (try #require(middles.min()))
        #expect(middles.count >= 80)
        #expect(range < 0.005)
    }

    @Test(arguments: scenes.indices)
    func everyPathHasTwoPointsASecondWithinItsSpanAndThePicture(scene index: Int) throws {
        for mover in SyntheticSceneTests.scenes[index].truth.movers {
            #expect(mover.path.first?.at == mover.start)
            #expect(try #require(mover.path.last).at.time < mover.end.time)
            for (one, next) in zip(mover.path, mover.path.dropFirst()) {
                #expect((1...500_000).contains(next.at.time.microseconds - one.at.time.microseconds))
            }
            #expect(mover.path.allSatisfy { $0.x >= 0 && $0.y >= 0 && $0.x + $0.width <= 1 && $0.y + $0.height <= 1 })
        }
    }

    @Test func twoPeopleOfEachCameraCross() {
        for scene in SyntheticSceneTests.scenes {
            let people = scene.truth.movers.filter { $0.kind == .person }
            let crossings = people.flatMap { one in people.filter { $0.id > one.id }.map { (one, $0) } }.filter {
                changesSides($0, $1)
            }
            #expect(!crossings.isEmpty, "\(scene.camera)")
        }
    }

    /// Returns whether one mover is left of the other at first and right of it at last, at times both paths share.
    private func changesSides(_ one: SampleTruth.MoverTruth, _ other: SampleTruth.MoverTruth) -> Bool {
        let places = Dictionary(uniqueKeysWithValues: other.path.map { ($0.at, $0.x) })
        let sides = one.path.compactMap { point in places[point.at].map { point.x < $0 } }
        return sides.contains(true) && sides.contains(false)
    }
}
