import Decoding
import Footage
import Testing
import Worker

@Suite(.timeLimit(.minutes(10)))
struct PictureOrderTests {
    @Test func picturesThatComeInTurnAreNeverHeld() {
        var order = PictureOrder<String>(index: index(20), packets: 0...19)
        for ordinal in 0..<20 {
            #expect(order.arrive(ordinal) == .now)
            #expect(order.takeNext(isDrained: false) == nil)
        }
        #expect(order.takeNext(isDrained: true) == nil)
    }

    @Test func aPictureThatComesEarlyWaitsForThoseShownBeforeIt() {
        var order = PictureOrder<String>(index: index(4), packets: 0...3)
        for early in [2, 1] {
            #expect(order.arrive(early) == .later)
            order.hold("\(early)", early)
            #expect(order.takeNext(isDrained: false) == nil)
        }
        #expect(order.arrive(0) == .now)
        #expect(order.takeNext(isDrained: false)?.picture == "1")
        #expect(order.takeNext(isDrained: false)?.picture == "2")
        #expect(order.takeNext(isDrained: false) == nil)
        let last = order.takeNext(isDrained: true)
        #expect(last?.ordinal == 3 && last?.picture == nil, "the picture never arrived")
    }

    @Test func aPictureThatNoDecoderCanStillHoldIsGivenUp() {
        var order = PictureOrder<String>(index: index(60), packets: 0...59)
        #expect(order.arrive(0) == .now)
        for ordinal in 2..<33 {
            #expect(order.arrive(ordinal) == .later)
            order.hold("\(ordinal)", ordinal)
            #expect(order.takeNext(isDrained: false) == nil)
        }
        #expect(order.arrive(33) == .later)
        order.hold("33", 33)
        var taken: [Int] = []
        while let next = order.takeNext(isDrained: false) { taken.append(next.ordinal) }
        #expect(taken == Array(1...33))
        #expect(order.arrive(1) == .past)
    }

    @Test func picturesOfAnotherUnitHaveNoTurn() {
        // A keyframe each second, so the second unit's packets begin at 25.
        var order = PictureOrder<String>(index: index(60, keyframes: 25), packets: 0...30)
        for ordinal in 0..<25 { #expect(order.arrive(ordinal) == .now) }
        #expect(order.arrive(25) == .past)
        #expect(order.takeNext(isDrained: true) == nil)
    }

    /// Returns pictures 40 ms apart, shown in decoding order.
    private func index(_ count: Int64, keyframes: Int64 = .max) -> FrameIndex {
        FrameIndex(
            timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
            entries: (0..<count).map {
                FrameIndex.Entry(pts: $0, dts: $0, position: nil, isKeyframe: $0 % keyframes == 0)
            }, lastDuration: 1)
    }
}
