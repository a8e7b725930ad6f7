import Footage
import Planning
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DecodingDamageTests {
    private let index = OpenGroups.index

    @Test func aLostPacketSpoilsItsGroupFromThereOnAndTheLeadingPicturesOfTheNext() {
        var damage = DecodingDamage(index: index, from: 0)
        damage.packetFailed(7)
        // P9 is lost: B7, B8 and the leading B10 and B11 depend on it, I12 does not.
        #expect(trusted(damage) == [0, 1, 2, 3, 4, 5, 6, 12, 13, 14, 15])
    }

    @Test func aLostKeyframeSpoilsItsWholeGroup() {
        var damage = DecodingDamage(index: index, from: 0)
        damage.packetFailed(4)
        #expect(trusted(damage) == [0, 1, 2, 3, 12, 13, 14, 15])
    }

    @Test func aMadeUpPictureSpoilsWhatIsShownAfterItInItsGroup() {
        var damage = DecodingDamage(index: index, from: 0)
        damage.pictureWasMadeUp(8)
        #expect(trusted(damage) == [0, 1, 2, 3, 4, 5, 6, 12, 13, 14, 15])
    }

    @Test func picturesThatLackWhatCameBeforeTheirKeyframeSpoilNothingBehindIt() {
        var damage = DecodingDamage(index: index, from: 4)
        damage.packetFailed(5)
        damage.pictureWasMadeUp(6)
        #expect([4, 7, 8, 9].allSatisfy(damage.trusts))
        damage.packetFailed(8)
        #expect(damage.trusts(7) && !damage.trusts(9))
    }

    @Test func damageInAGradualRefreshLastsToTheEndOfItsStretch() {
        var damage = DecodingDamage(index: OpenGroups.gradual, from: 0)
        damage.packetFailed(12)
        #expect((0..<50).filter(damage.trusts) == Array(0..<12) + Array(20..<50))
        var madeUp = DecodingDamage(index: OpenGroups.gradual, from: 0)
        madeUp.pictureWasMadeUp(17)
        #expect((0..<50).filter(madeUp.trusts) == Array(0..<17) + Array(40..<50))
    }

    @Test func withoutErrorsEveryPictureOfAGroupIsTrusted() {
        #expect(trusted(DecodingDamage(index: index, from: 0)) == Array(0..<16))
        let cut = index.slice(1...9)
        let damage = DecodingDamage(index: cut, from: 3)
        #expect(!damage.trusts(0), "no keyframe precedes it")
        #expect(damage.trusts(3))
    }

    @Test(arguments: 0..<200)
    func theVerdictIsTheSameWhereverDecodingBegan(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let failed = (0..<3).map { _ in Int.random(in: 0..<16, using: &random) }
        var whole = DecodingDamage(index: index, from: 0)
        failed.forEach { whole.packetFailed($0) }
        for start in OpenGroups.keyframes {
            var later = DecodingDamage(index: index, from: 0)
            failed.filter { $0 >= start }.shuffled(using: &random).forEach { later.packetFailed($0) }
            for ordinal in index.entries.indices where (index.decodingStart(for: ordinal) ?? 0) >= start {
                #expect(later.trusts(ordinal) == whole.trusts(ordinal))
            }
        }
    }

    /// Returns the presentation times of the trusted pictures, in order.
    private func trusted(_ damage: DecodingDamage) -> [Int64] {
        index.entries.indices.filter(damage.trusts).map { index.entries[$0].pts }.sorted()
    }
}
