import Analysis
import Chronology
import Footage
import SeededRandomness
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct TrackCodingTests {
    @Test(arguments: 0..<60)
    func aTrackComesBackFromItsStoredForm(seed: UInt64) throws {
        let track = randomTrack(seed: seed)
        #expect(try Track(encoded: track.encoded()) == track)
    }

    @Test func aCutOffTrackIsRefused() {
        let bytes = randomTrack(seed: 3).encoded()
        for length in bytes.indices {
            #expect(throws: Track.Malformed.self) { try Track(encoded: Array(bytes.prefix(length))) }
        }
        #expect(throws: Track.Malformed.self) { try Track(encoded: bytes + [0]) }
    }

    @Test(arguments: 0..<20)
    func changedBytesAreRefusedOrReadButNeverTrap(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = randomTrack(seed: seed).encoded()
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Flip single bits: whole random bytes rarely get past the first length.
                changed[.random(in: 0..<changed.count, using: &random)] ^= 1 << UInt8.random(in: 0..<7, using: &random)
            }
            if let track = try? Track(encoded: changed) { #expect((try? Track(encoded: track.encoded())) == track) }
        }
    }

    /// Runs in a separate process, so that a trap fails only this test.
    @Test func timesBeyondTheEndOfTimeAreRefused() async {
        await #expect(processExitsWith: .success) {
            var bytes: [UInt8] = [1]
            // id, start, duration, confidence, length of the name, number of points.
            for number in [1, Int64.max, Int64.max, 9_000, 0, 0] { bytes.appendVarint(number) }
            #expect(throws: Track.Malformed.self) { try Track(encoded: bytes) }
        }
    }

    private func randomTrack(seed: UInt64) -> Track {
        var random = SeededGenerator(seed: seed)
        var time = Int64.random(in: -1_000_000_000...2_000_000_000_000_000, using: &random)
        let start = time
        let points = (0..<Int.random(in: 1...40, using: &random)).map { _ -> TrackPoint in
            time += .random(in: 1...200_000, using: &random)
            return TrackPoint(
                time: Timestamp(microseconds: time),
                box: Box(
                    x: .random(in: -100...9_000, using: &random), y: .random(in: 0...9_000, using: &random),
                    width: .random(in: 1...5_000, using: &random), height: .random(in: 1...5_000, using: &random)))
        }
        let span = TimeSpan(start: Timestamp(microseconds: start), end: Timestamp(microseconds: time + 40_000))
        return Track(
            id: .random(in: 1...100_000, using: &random), span: span, points: points,
            kind: ["unknown", "person", "vélo"][Int.random(in: 0..<3, using: &random)],
            confidence: .random(in: 0...10_000, using: &random))
    }
}
