import Chronology
import Footage
import Planning
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChunkPlannerTests {
    private let camera = CameraID(rawValue: "gate")

    @Test func chunksLieOnTheAbsoluteGridOfTheirLength() {
        let footage = Catalogue.footage([7..<32], window: 0..<100)
        #expect(
            spans(footage, .cells(2)) == [7..<10, 10..<20, 20..<30, 30..<32].map(Catalogue.span))
    }

    @Test func theGridGoesOnBeforeTheEpoch() {
        let footage = Catalogue.footage([-13..<3], window: -100..<100)
        #expect(spans(footage, .cells(2)) == [-13 ..< -10, -10..<0, 0..<3].map(Catalogue.span))
    }

    @Test func aGapCutsAndTheMissingSecondBetweenFilesDoesNot() {
        let footage = Catalogue.footage([0..<8, 9..<18, 21..<24], window: 0..<100)
        #expect(spans(footage, .whole) == [0..<18, 21..<24].map(Catalogue.span))
        #expect(spans(footage, .cells(4)) == [0..<18, 21..<24].map(Catalogue.span))
    }

    @Test func nothingIsPlannedWhereTheScopeHoldsNoFootage() {
        #expect(spans(Catalogue.footage([0..<10], window: 20..<30), .standard).isEmpty)
        #expect(spans(Catalogue.footage([], window: 0..<30), .whole).isEmpty)
    }

    @Test func theSameFootageIsCutTheSameWayInEveryScope() {
        let wide = Catalogue.footage([0..<60], window: 0..<60)
        let narrow = Catalogue.footage([0..<60], window: 12..<48)
        let borders = Set(spans(wide, .cells(2)).map(\.start))
        #expect(spans(narrow, .cells(2)).dropFirst().allSatisfy { borders.contains($0.start) })
    }

    @Test(arguments: 0..<400)
    func chunksAreExactlyTheFootageInScopeHoweverItIsCut(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let footage = Catalogue.random(&random)
        for length in [.whole, .cells(1), .cells(.random(in: 2...12, using: &random))] as [ChunkLength] {
            let chunks = spans(footage, length)
            let pieces = footage.pieces.map(\.span)
            #expect(zip(chunks, chunks.dropFirst()).allSatisfy { $0.end <= $1.start }, "in order, without overlap")
            #expect(chunks.allSatisfy { !$0.isEmpty && $0.intersection(footage.windows[0]) == $0 }, "within the scope")
            #expect(pieces.subtracting(chunks).isEmpty, "all footage is covered")
            let seams = chunks.subtracting(pieces)
            #expect(seams.allSatisfy { $0.duration <= CameraFootage.seam }, "only seams between files are added")
            guard let step = length.microseconds else { continue }
            let ends = Set(footage.runs().flatMap { [$0.start, $0.end] })
            for border in chunks.flatMap({ [$0.start, $0.end] }) where !ends.contains(border) {
                #expect(border.microseconds % step == 0, "cut on the cell grid")
            }
            #expect(chunks.allSatisfy { $0.duration <= step })
        }
    }

    @Test func theEstimateGrowsWithTheFootage() {
        let chunks = { (seconds: Int64) in
            ChunkPlanner.chunks(
                of: Catalogue.footage([0..<seconds], window: 0..<seconds), camera: camera, length: .standard)
        }
        let estimate = ReviewEstimate(chunks: chunks(7_200), speed: 10)
        #expect(estimate.footage == 7_200_000_000)
        #expect(estimate.chunks == 12)
        #expect(estimate.time == 720_000_000)
        #expect(ReviewEstimate(chunks: chunks(7_200), speed: nil).time == nil)
        #expect(ReviewEstimate(chunks: chunks(7_200), speed: 0).time == nil)
    }

    @Test func footageBelowAnHourTakesItsPartOfTheDiskToo() {
        let disk = { (minutes: Int64) in
            let seconds = minutes * 60
            let footage = Catalogue.footage([0..<seconds], window: 0..<seconds)
            return ReviewEstimate(
                chunks: ChunkPlanner.chunks(of: footage, camera: camera, length: .whole), speed: nil
            ).disk
        }
        #expect(disk(59) > disk(1))
        #expect(disk(119) > disk(61))
    }

    private func spans(_ footage: CameraFootage, _ length: ChunkLength) -> [TimeSpan] {
        ChunkPlanner.chunks(of: footage, camera: camera, length: length).map(\.span)
    }
}
