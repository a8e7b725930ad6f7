import Chronology
import Footage
import Planning
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FrameScheduleTests {
    private let start = Timestamp(microseconds: 100_000_000)

    @Test func framesComeInTheOrderInWhichTheyAreShownAndLastUntilTheNext() {
        let schedule = schedule([(start, OpenGroups.index, [span(0, 640)])])
        #expect(schedule.frames.map(\.pts) == Array(0..<16))
        #expect(schedule.frames.map(\.ordinal) == (0..<16).map { OpenGroups.times.firstIndex(of: $0) })
        for (frame, next) in zip(schedule.frames, schedule.frames.dropFirst()) {
            #expect(frame.shownUntil == next.time)
        }
        #expect(schedule.frames.last?.shownUntil == start.advanced(byMicroseconds: 640_000))
    }

    @Test func onlyFramesThatBeginWithinThePiecesAreUsedAndNoneIsShownBeyondThem() {
        let schedule = schedule([(start, OpenGroups.index, [span(50, 130), span(400, 490)])])
        #expect(schedule.frames.map(\.pts) == [2, 3, 10, 11, 12])
        #expect(schedule.frames[1].shownUntil == start.advanced(byMicroseconds: 130_000))
        #expect(schedule.frames[4].shownUntil == start.advanced(byMicroseconds: 490_000))
    }

    @Test func filesFollowEachOtherInTime() {
        let second = start.advanced(byMicroseconds: 640_000)
        let later = TimeSpan(start: second, end: second.advanced(byMicroseconds: 640_000))
        let schedule = schedule([(second, OpenGroups.index, [later]), (start, OpenGroups.index, [span(0, 640)])])
        #expect(schedule.frames.map(\.source) == [Int](repeating: 1, count: 16) + [Int](repeating: 0, count: 16))
        #expect(
            schedule.frames(in: TimeSpan(start: start.advanced(byMicroseconds: 600_000), end: second)).map(\.pts) == [
                15
            ])
        #expect(schedule.frames(in: TimeSpan(start: second, end: second)).isEmpty)
    }

    @Test func theFramesOfAdjoiningSpansAreTheFramesOfTheWhole() {
        let schedule = schedule([(start, OpenGroups.index, [span(0, 640)])])
        for cut in stride(from: Int64(0), through: 640, by: 10) {
            let parts = Array(schedule.frames(in: span(0, cut))) + schedule.frames(in: span(cut, 640))
            #expect(parts == schedule.frames)
        }
    }

    /// Returns a span given in milliseconds from the start.
    private func span(_ from: Int64, _ to: Int64) -> TimeSpan {
        TimeSpan(
            start: start.advanced(byMicroseconds: from * 1_000), end: start.advanced(byMicroseconds: to * 1_000))
    }

    private func schedule(_ sources: [(Timestamp, FrameIndex, [TimeSpan])]) -> FrameSchedule {
        FrameSchedule(sources: sources.map { FrameSchedule.Source(start: $0, index: $1, pieces: $2) })
    }
}
