import Chronology
import Footage
import Planning
import SeededRandomness
import Testing

struct ReviewExtensionTests {
    private let camera = CameraID(rawValue: "gate")

    private func footage(_ recordings: [Recording], window: Range<Int64> = 0..<100_000) -> CameraFootage {
        CameraFootage(recordings: recordings, window: Catalogue.span(window))
    }

    /// Plans an extension with background windows of a minute and a sample every 4 s.
    private func extended(
        _ before: CameraFootage, _ after: CameraFootage, chunks: [TimeSpan], length: ChunkLength = .cells(12)
    ) -> ReviewExtension {
        ReviewExtension(
            of: camera, from: before, to: after, chunks: chunks, length: length, sampleStep: 4_000, windowReach: 30_000)
    }

    private func chunks(_ footage: CameraFootage, _ length: ChunkLength = .cells(12)) -> [TimeSpan] {
        ChunkPlanner.chunks(of: footage, camera: camera, length: length).map(\.span)
    }

    @Test func footageFarAwayLeavesAllChunksAsTheyAre() {
        let first = Catalogue.recording(0, [Catalogue.span(0..<600)])
        let late = Catalogue.recording(1, [Catalogue.span(1_000..<1_120)])
        let plan = extended(footage([first]), footage([first, late]), chunks: chunks(footage([first])))
        #expect(plan.kept == chunks(footage([first])))
        #expect(
            plan.added.map(\.span) == [
                Catalogue.span(1_000..<1_020), Catalogue.span(1_020..<1_080),
                Catalogue.span(1_080..<1_120),
            ])
    }

    @Test func chunksWhoseBackgroundsReachWhatCameAreDoneAnewAndNoMore() {
        let first = Catalogue.recording(0, [Catalogue.span(0..<600)])
        let next = Catalogue.recording(1, [Catalogue.span(600..<660)])
        let plan = extended(footage([first]), footage([first, next]), chunks: chunks(footage([first])))
        // Only the last minute had its background window shifted: a one-minute window reaches 30 s.
        #expect(plan.kept == (0..<9).map { Catalogue.span(($0 * 60)..<($0 * 60 + 60)) })
        #expect(plan.added.map(\.span) == [Catalogue.span(540..<600), Catalogue.span(600..<660)])
    }

    @Test func cellThatWasCutByAGapIsReviewedWholeOnceTheGapIsFilled() {
        let (first, last) = (
            Catalogue.recording(0, [Catalogue.span(0..<302)]), Catalogue.recording(1, [Catalogue.span(503..<900)])
        )
        let between = Catalogue.recording(2, [Catalogue.span(302..<503)])
        let before = footage([first, last])
        let plan = extended(before, footage([first, last, between]), chunks: chunks(before))
        #expect(!plan.kept.contains { $0.overlaps(Catalogue.span(300..<505)) })
        #expect(plan.kept.first == Catalogue.span(0..<60) && plan.kept.last == Catalogue.span(840..<900))
    }

    @Test func fileThatTakesTimeFromAnotherOneHasThatTimeReviewedAnew() {
        let first = Catalogue.recording(1, [Catalogue.span(300..<900)])
        // The earlier recording takes precedence where both overlap.
        let earlier = Catalogue.recording(0, [Catalogue.span(0..<400)])
        let before = footage([first])
        let plan = extended(before, footage([first, earlier]), chunks: chunks(before))
        #expect(plan.kept.isEmpty)
    }

    /// Returns a model of what reviewing chunks yields, as far as it depends on footage and cut: for each cell its
    /// span, the source of its pictures, and the samples of its backgrounds.
    private func findings(_ spans: [TimeSpan], _ footage: CameraFootage) -> [String] {
        let runs = footage.runs(acrossGapsUpTo: BackgroundSampling.tolerance)
        return spans.sorted { $0.start < $1.start }.flatMap { span -> [String] in
            guard let run = runs.first(where: { $0.overlaps(span) }) else { return [] }
            let sampling = BackgroundSampling(sampleStep: 4_000, windowReach: 30_000, run: run)
            return CellGrid.cells(in: span).compactMap { cell in
                guard let part = CellGrid.span(of: cell).intersection(span) else { return nil }
                let steps = sampling.steps(around: cell, in: run)
                let samples = steps.map { footage.pieces(in: sampling.span(ofStep: $0)) }
                return "\(part.start) \(part.end) \(footage.pieces(in: part)) \(steps) \(samples)"
            }
        }
    }

    @Test(arguments: 0..<300)
    func resultsAreThoseOfOneReviewOverAllTheFootage(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let recordings = (0..<Int.random(in: 1...6, using: &random)).map { number -> Recording in
            let start = Int64.random(in: 0...800, using: &random)
            let cell: Int64 = Bool.random(using: &random) ? 5 : 1
            return Catalogue.recording(
                number, [Catalogue.span((start / cell * cell)..<(start + .random(in: 6...300, using: &random)))])
        }
        let length = [ChunkLength.cells(1), .cells(7), .cells(12), .whole].randomElement(using: &random)!
        var known = Array(recordings[..<Int.random(in: 0...recordings.count, using: &random)])
        var spans = chunks(footage(known), length)
        var results = Dictionary(uniqueKeysWithValues: spans.map { ($0, findings([$0], footage(known))) })
        // In two steps, because an extended review may be extended again.
        for upTo in [Int.random(in: known.count...recordings.count, using: &random), recordings.count] {
            let all = footage(Array(recordings[..<upTo]))
            let plan = extended(footage(known), all, chunks: spans, length: length)
            #expect(Set(plan.kept).isSubset(of: Set(spans)))
            results = results.filter { plan.kept.contains($0.key) }
            for chunk in plan.added { results[chunk.span] = findings([chunk.span], all) }
            spans = plan.kept + plan.added.map(\.span)
            known = Array(recordings[..<upTo])
        }
        let whole = footage(recordings)
        let found = results.sorted { $0.key.start < $1.key.start }.flatMap(\.value)
        #expect(found == findings(chunks(whole, length), whole), "seed \(seed)")
        #expect(spans.joined() == whole.runs())
    }
}
