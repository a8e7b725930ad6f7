import Analysis
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)), .serialized)
struct PlaneTapeTests {
    @Test(arguments: [(480, 270), (33, 7), (16, 1), (5, 3), (1, 1), (640, 361)], [0, 1, 3, 20, 255])
    func planesComeBackInOrderAndToTheBit(size: (width: Int, height: Int), change: Int) {
        var random = SeededGenerator(seed: UInt64(size.width + change))
        var tape = PlaneTape()
        var plane = LumaPlane(width: size.width, height: size.height)
        var expected: [LumaPlane] = []
        for _ in 0..<40 {
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                for place in plane.pixels.indices where Int.random(in: 0..<3, using: &random) == 0 {
                    plane.pixels[place] &+= UInt8(truncatingIfNeeded: Int.random(in: -change...change, using: &random))
                }
                tape.append(plane)
                expected.append(plane)
            }
            for _ in 0..<Int.random(in: 0...min(4, expected.count), using: &random) {
                let first = expected.removeFirst()
                #expect(tape.removeFirst() == first)
            }
            #expect(tape.count == expected.count)
        }
        while !expected.isEmpty {
            let first = expected.removeFirst()
            #expect(tape.removeFirst() == first)
        }
        #expect(tape.isEmpty && tape.byteCount == 0)
    }

    @Test func theSizeOfThePictureMayChange() {
        var tape = PlaneTape()
        let planes = [(8, 8), (9, 5), (8, 8), (100, 70)].enumerated().map { number, size in
            LumaPlane(width: size.0, height: size.1, filledWith: UInt8(40 * number))
        }
        for plane in planes { tape.append(plane) }
        for plane in planes { #expect(tape.removeFirst() == plane) }
    }

    @Test func aStandingPictureTakesHardlyAnyRoom() {
        var tape = PlaneTape()
        var random = SeededGenerator(seed: 1)
        let noise = (0..<(480 * 270)).map { _ in UInt8.random(in: 0...255, using: &random) }
        for _ in 0..<1_000 { tape.append(LumaPlane(width: 480, height: 270, pixels: noise)) }
        #expect(tape.byteCount < 4 << 20, "uncompressed, it would take 130 MB")
    }
}
