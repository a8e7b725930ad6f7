import Chronology
import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CameraFootageTests {
    @Test func whereFilesOverlapTheOneThatBeganFirstIsUsedToItsEnd() {
        let footage = CameraFootage(
            recordings: [recording("late", [5..<20]), recording("early", [0..<10])], window: span(0..<30))
        #expect(footage.pieces == [piece("early", 0..<10), piece("late", 10..<20)])
        #expect(footage.gaps == [span(20..<30)])
    }

    @Test func aFileWithinAnotherFillsOnlyItsGap() {
        let footage = CameraFootage(
            recordings: [recording("outer", [0..<10, 20..<30]), recording("inner", [5..<25])], window: span(0..<30))
        #expect(footage.pieces == [piece("outer", 0..<10), piece("inner", 10..<20), piece("outer", 20..<30)])
        #expect(footage.gaps.isEmpty)
    }

    @Test func nothingOutsideTheWindowIsUsed() {
        let footage = CameraFootage(
            recordings: [recording("a", [0..<10]), recording("b", [40..<50])], window: span(5..<20))
        #expect(footage.pieces == [piece("a", 5..<10)])
        #expect(footage.gaps == [span(10..<20)])
        #expect(footage.pieces(in: span(7..<8)) == [piece("a", 7..<8)])
    }

    @Test func ofSeveralWindowsEachIsReviewedByItselfAndNothingBetweenThem() {
        let footage = CameraFootage(
            recordings: [recording("a", [0..<30]), recording("b", [38..<50])],
            windows: [span(5..<10), span(10..<12), span(13..<20), span(35..<40)])
        #expect(footage.pieces.map(\.span) == [span(5..<12), span(13..<20), span(38..<40)])
        #expect(footage.gaps == [span(35..<38)], "the span between two windows is not a gap")
        #expect(footage.runs() == [span(5..<12), span(13..<20), span(38..<40)], "a second between windows splits")
    }

    @Test func damageIsNamedOnlyWhereNoOtherFileHelps() {
        let damaged = recording("a", [0..<10], damage: [10..<20])
        let footage = CameraFootage(recordings: [damaged, recording("b", [15..<30])], window: span(0..<30))
        #expect(footage.damage == [Recording.Damage(span: span(10..<15), reason: "truncated")])
        #expect(footage.gaps.isEmpty)
    }

    @Test func aMissingSecondBetweenFilesIsContinuousForAnalysisButStaysAGap() {
        let (first, second) = (recording("a", [0..<10]), recording("b", [11..<20]))
        let footage = CameraFootage(recordings: [first, second, recording("c", [22..<30])], window: span(0..<30))
        #expect(footage.runs() == [span(0..<20), span(22..<30)])
        #expect(footage.gaps == [span(10..<11), span(20..<22)])
    }

    @Test(arguments: 0..<300)
    func everyMomentIsInOneFileOrDamagedOrAGapInWhateverOrderFilesWereImported(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let recordings = (0..<Int.random(in: 0...6, using: &random)).map { randomRecording($0, &random) }
        let from = Int64.random(in: 0...30, using: &random)
        let window = span(from..<(from + .random(in: 1...60, using: &random)))
        let footage = CameraFootage(recordings: recordings, window: window)
        let parts = footage.pieces.map(\.span) + footage.damage.map(\.span) + footage.gaps
        #expect(parts.joined() == [window])
        #expect(parts.reduce(0) { $0 + $1.duration } == window.duration, "no moment is covered twice")
        let readable = recordings.flatMap(\.runs).compactMap { $0.intersection(window) }.joined()
        #expect(footage.pieces.map(\.span).joined() == readable, "all readable footage is used")

        let again = CameraFootage(recordings: recordings.shuffled(using: &random), window: window)
        #expect(again.pieces == footage.pieces && again.gaps == footage.gaps && again.damage == footage.damage)
    }

    private func randomRecording(_ number: Int, _ random: inout SeededGenerator) -> Recording {
        var time = Int64.random(in: 0...50, using: &random)
        let runs = (0..<Int.random(in: 1...3, using: &random)).map { _ -> Range<Int64> in
            let start = time + .random(in: 0...6, using: &random)
            time = start + .random(in: 1...15, using: &random)
            return start..<time
        }
        let damage = Bool.random(using: &random) ? [time..<(time + .random(in: 1...10, using: &random))] : []
        return recording("r\(number)", runs, damage: damage)
    }

    private func recording(_ name: String, _ runs: [Range<Int64>], damage: [Range<Int64>] = []) -> Recording {
        Recording(
            id: RecordingID(rawValue: name), camera: CameraID(rawValue: "gate"), digest: "digest of \(name)",
            start: span(runs[0]).start, clock: "option", runs: runs.map(span),
            damage: damage.map { Recording.Damage(span: span($0), reason: "truncated") })
    }

    private func piece(_ name: String, _ seconds: Range<Int64>) -> CameraFootage.Piece {
        CameraFootage.Piece(recording: RecordingID(rawValue: name), span: span(seconds))
    }

    private func span(_ seconds: Range<Int64>) -> TimeSpan {
        TimeSpan(
            start: Timestamp(microseconds: seconds.lowerBound * 1_000_000),
            end: Timestamp(microseconds: seconds.upperBound * 1_000_000))
    }
}
