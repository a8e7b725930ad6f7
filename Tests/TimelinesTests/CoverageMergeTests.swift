import Chronology
import Footage
import SeededRandomness
import Testing
import Timelines

@Suite(.timeLimit(.minutes(10)))
struct CoverageMergeTests {
    @Test func everyPartOfTheWindowSaysWhatIsKnownOfIt() {
        let footage = CameraFootage(
            recordings: [recording("a", 0..<20, damage: 20..<25), recording("b", 40..<60)], window: span(0..<70))
        let coverage = CoverageMerge.coverage(
            of: footage,
            chunks: [
                ChunkOutcome(span: span(0..<10), progress: .done([CoverageSpan(span: span(0..<10), state: .analysed)])),
                ChunkOutcome(span: span(10..<20), progress: .pending),
                ChunkOutcome(span: span(40..<50), progress: .quarantined(reason: "crashed")),
                ChunkOutcome(span: span(50..<60), progress: .skipped),
            ])
        #expect(
            coverage == [
                CoverageSpan(span: span(0..<10), state: .analysed),
                CoverageSpan(span: span(10..<20), state: .pending),
                CoverageSpan(span: span(20..<25), state: .undecodable, reason: "truncated"),
                CoverageSpan(span: span(25..<40), state: .gap, reason: "no-footage"),
                CoverageSpan(span: span(40..<50), state: .quarantined, reason: "crashed"),
                CoverageSpan(span: span(50..<60), state: .skipped),
                CoverageSpan(span: span(60..<70), state: .gap, reason: "no-footage"),
            ])
    }

    @Test func whatAFinishedChunkDoesNotMentionIsNeverAnalysed() {
        let footage = CameraFootage(recordings: [recording("a", 0..<20)], window: span(0..<20))
        let done = ChunkOutcome(
            span: span(0..<20), progress: .done([CoverageSpan(span: span(0..<12), state: .analysed)]))
        #expect(
            CoverageMerge.coverage(of: footage, chunks: [done]) == [
                CoverageSpan(span: span(0..<12), state: .analysed),
                CoverageSpan(span: span(12..<20), state: .undecodable, reason: "no-frames"),
            ])
    }

    @Test func footageThatCameAfterThePlanIsSkippedAndSaysWhy() {
        let footage = CameraFootage(recordings: [recording("a", 0..<10)], window: span(0..<10))
        #expect(
            CoverageMerge.coverage(of: footage, chunks: []) == [
                CoverageSpan(span: span(0..<10), state: .skipped, reason: "imported-later")
            ])
    }

    @Test func theSeamBetweenFilesStaysAGapThoughAChunkSpansIt() {
        let footage = CameraFootage(
            recordings: [recording("a", 0..<10), recording("b", 11..<20)], window: span(0..<20))
        let done = ChunkOutcome(
            span: span(0..<20), progress: .done([CoverageSpan(span: span(0..<20), state: .analysed)]))
        #expect(CoverageMerge.coverage(of: footage, chunks: [done]).map(\.state) == [.analysed, .gap, .analysed])
    }

    @Test(arguments: 0..<300)
    func everyMomentOfTheWindowIsStatedExactlyOnce(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let footage = randomFootage(&random)
        let chunks = randomChunks(footage, &random)
        let coverage = CoverageMerge.coverage(of: footage, chunks: chunks)
        #expect(
            coverage.first?.span.start == footage.windows[0].start && coverage.last?.span.end == footage.windows[0].end)
        for (one, next) in zip(coverage, coverage.dropFirst()) {
            #expect(one.span.end == next.span.start)
            #expect(one.state != next.state || one.reason != next.reason, "joined")
        }
        let gaps = coverage.filter { $0.state == .gap }.map(\.span)
        #expect(gaps == footage.gaps)
        let analysed = coverage.filter { $0.state == .analysed }.map(\.span)
        #expect(analysed.subtracting(footage.pieces.map(\.span)).isEmpty, "only readable footage is analysed")
        #expect(CoverageMerge.coverage(of: footage, chunks: chunks.shuffled(using: &random)) == coverage)
    }

    @Test(arguments: 0..<100)
    func coverageDoesNotDependOnWhereChunksWereCut(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let footage = randomFootage(&random)
        let truth = randomReport(footage.windows[0], &random)
        let cut = { (borders: [Int64]) in
            zip(borders, borders.dropFirst()).map { from, to in
                let part = TimeSpan(start: Timestamp(microseconds: from), end: Timestamp(microseconds: to))
                let report = truth.compactMap { item in
                    item.span.intersection(part).map { CoverageSpan(span: $0, state: item.state, reason: item.reason) }
                }
                return ChunkOutcome(span: part, progress: .done(report))
            }
        }
        let (from, to) = (footage.windows[0].start.microseconds, footage.windows[0].end.microseconds)
        let inner = Set((0..<4).map { _ in Int64.random(in: (from + 1)..<to, using: &random) }).sorted()
        #expect(
            CoverageMerge.coverage(of: footage, chunks: cut([from] + inner + [to]))
                == CoverageMerge.coverage(of: footage, chunks: cut([from, to])))
    }

    @Test func theClockNamesEverySourceOnceInOrderOfTime() {
        let recordings = [
            recording("b", 20..<30, clock: "container"), recording("a", 0..<10, clock: "file-name"),
            recording("c", 40..<50, clock: "file-name"),
        ]
        #expect(CoverageMerge.clock(of: recordings) == "file-name+container")
        #expect(CoverageMerge.clock(of: []) == "none")
    }
}

extension CoverageMergeTests {
    private func randomFootage(_ random: inout SeededGenerator) -> CameraFootage {
        let recordings = (0..<Int.random(in: 0...5, using: &random)).map { number -> Recording in
            let start = Int64.random(in: 0...80, using: &random)
            let end = start + .random(in: 1...30, using: &random)
            let damage = Bool.random(using: &random) ? end..<(end + .random(in: 1...9, using: &random)) : nil
            return recording("r\(number)", start..<end, damage: damage)
        }
        let from = Int64.random(in: 0...40, using: &random)
        return CameraFootage(recordings: recordings, window: span(from..<(from + .random(in: 1...70, using: &random))))
    }

    /// Returns chunks of 10 s over some of the footage, each in a random state.
    private func randomChunks(_ footage: CameraFootage, _ random: inout SeededGenerator) -> [ChunkOutcome] {
        footage.runs().flatMap { run -> [ChunkOutcome] in
            (Int64(0)..<12).compactMap { step -> ChunkOutcome? in
                guard let part = span((step * 10)..<(step * 10 + 10)).intersection(run),
                    Int.random(in: 0..<8, using: &random) > 0
                else { return nil }
                let states: [ChunkOutcome.Progress] = [
                    .pending, .quarantined(reason: "crashed"), .skipped, .done(randomReport(part, &random)),
                    .done(randomReport(part, &random)),
                ]
                return ChunkOutcome(span: part, progress: states[Int.random(in: 0..<states.count, using: &random)])
            }
        }
    }

    /// Returns a worker's possible report on a span: analysed and damaged in turn, with parts left out.
    private func randomReport(_ part: TimeSpan, _ random: inout SeededGenerator) -> [CoverageSpan] {
        var report: [CoverageSpan] = []
        var from = part.start.microseconds
        while from < part.end.microseconds {
            let to = min(part.end.microseconds, from + .random(in: 100_000...6_000_000, using: &random))
            let piece = TimeSpan(start: Timestamp(microseconds: from), end: Timestamp(microseconds: to))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: break
            case 1: report.append(CoverageSpan(span: piece, state: .undecodable, reason: "damaged"))
            default: report.append(CoverageSpan(span: piece, state: .analysed))
            }
            from = to
        }
        return report
    }

    private func recording(
        _ name: String, _ run: Range<Int64>, damage: Range<Int64>? = nil, clock: String = "option"
    ) -> Recording {
        Recording(
            id: RecordingID(rawValue: name), camera: CameraID(rawValue: "gate"), digest: name, start: span(run).start,
            clock: clock, runs: [span(run)],
            damage: damage.map { [Recording.Damage(span: span($0), reason: "truncated")] } ?? [])
    }

    private func span(_ seconds: Range<Int64>) -> TimeSpan {
        TimeSpan(
            start: Timestamp(microseconds: seconds.lowerBound * 1_000_000),
            end: Timestamp(microseconds: seconds.upperBound * 1_000_000))
    }
}
