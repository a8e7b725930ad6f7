import Planning
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChunkLengthTests {
    @Test(arguments: [("5s", 1), ("1s", 1), ("7s", 2), ("90s", 18), ("10m", 120), ("1h", 720), ("6s", 2)])
    func lengthsAreRoundedUpToWholeCells(text: String, cells: Int64) {
        #expect(ChunkLength(text) == .cells(cells))
    }

    @Test func wholeHasNoLength() {
        #expect(ChunkLength("whole") == .whole)
        #expect(ChunkLength("whole")?.microseconds == nil)
    }

    @Test(arguments: [
        "", "5", "s", "0s", "-5s", "1.5h", "5 s", "5S", "10min", "Whole", "5s ", "99999999999s", "9223372036854775808s",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(ChunkLength(text) == nil)
    }

    @Test(arguments: ["5s", "90s", "10m", "1h", "whole"])
    func aLengthIsReadBackFromItsDescription(text: String) {
        #expect(ChunkLength(text).flatMap { ChunkLength($0.description) } == ChunkLength(text))
    }
}
