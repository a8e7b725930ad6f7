import Chronology
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RecordingPlacementTests {
    private static let noon = Timestamp(microseconds: 1_772_366_400_000_000)

    @Test func withoutAStartEachFileKeepsItsOwnClock() {
        let files = [known(.fileName, 100, length: 10), known(.onvif, 50, length: 10)]
        #expect(RecordingPlacement.clocks(of: files, start: nil) == files.map(\.clock))
    }

    @Test func withoutAnyClockFilesLieEndToEndFromTheEpochAndSaySo() {
        let placed = RecordingPlacement.clocks(of: [unknown(10), unknown(20), unknown(5)], start: nil)
        #expect(placed.map(\.start.microseconds) == [0, 10_000_000, 30_000_000])
        #expect(placed.allSatisfy { $0.source == .none })
    }

    @Test func aFileWithoutAClockFollowsTheFileBeforeIt() {
        let placed = RecordingPlacement.clocks(of: [known(.container, 100, length: 60), unknown(20)], start: nil)
        #expect(placed[1].start == seconds(160))
    }

    @Test func theStatedStartIsThatOfTheEarliestFileAndTheOthersKeepTheirDistances() {
        let files = [
            known(.fileName, 300, length: 10), known(.container, 100, length: 10), known(.onvif, 160, length: 10),
        ]
        let placed = RecordingPlacement.clocks(of: files, start: Self.noon)
        #expect(placed.map { $0.start.microseconds - Self.noon.microseconds } == [200_000_000, 0, 60_000_000])
        #expect(placed.allSatisfy { $0.source == .option })
    }

    @Test func filesWithoutClocksLieEndToEndFromTheStatedStart() {
        let placed = RecordingPlacement.clocks(of: [unknown(10), unknown(20), unknown(5)], start: Self.noon)
        #expect(placed.map { $0.start.microseconds - Self.noon.microseconds } == [0, 10_000_000, 30_000_000])
        #expect(placed.allSatisfy { $0.source == .option })
    }

    @Test func noFilesHaveNoClocks() {
        #expect(RecordingPlacement.clocks(of: [], start: Self.noon).isEmpty)
    }

    @Test func theMostTrustedClockWins() {
        let clocks = [RecordingClock.Source.container, .onvif, .fileName, .option].map {
            RecordingClock(source: $0, start: .epoch, raw: "")
        }
        #expect(
            (1...4).map { RecordingClock.mostTrusted(of: Array(clocks.prefix($0))).source }
                == [.container, .onvif, .fileName, .option])
        #expect(RecordingClock.mostTrusted(of: []) == .unknown)
    }

    private func known(_ source: RecordingClock.Source, _ start: Int64, length: Int64) -> RecordingPlacement.File {
        RecordingPlacement.File(
            clock: RecordingClock(source: source, start: seconds(start), raw: ""), duration: length * 1_000_000)
    }

    private func unknown(_ length: Int64) -> RecordingPlacement.File {
        RecordingPlacement.File(clock: .unknown, duration: length * 1_000_000)
    }

    private func seconds(_ value: Int64) -> Timestamp { Timestamp(microseconds: value * 1_000_000) }
}
