import Chronology
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CameraClockTests {
    private func seconds(_ value: Int64) -> Timestamp { Timestamp(microseconds: value * 1_000_000) }

    private func anchor(_ shown: Int64, _ trueTime: Int64, _ uncertainty: Int64 = 2) -> ClockAnchor {
        ClockAnchor(
            shown: seconds(shown), trueTime: seconds(trueTime), uncertainty: uncertainty * 1_000_000, source: "a test")
    }

    @Test func aClockThatWasNeverMeasuredIsTakenAsRightAndNobodyKnowsHowFarItIsOff() {
        let clock = CameraClock(anchors: [])
        #expect(clock.trueTime(shown: seconds(7)) == seconds(7))
        #expect(clock.uncertainty(shown: seconds(7)) == nil)
    }

    @Test func oneAnchorMovesEverythingByAsMuch() {
        let clock = CameraClock(anchors: [anchor(1_000, 1_108)])
        for shown in [0, 1_000, 5_000] as [Int64] {
            #expect(clock.trueTime(shown: seconds(shown)) == seconds(shown + 108))
            #expect(clock.uncertainty(shown: seconds(shown)) == 2_000_000)
        }
    }

    @Test func betweenAnchorsTheClockRunsEvenlyAndTheLargerUncertaintyHolds() {
        // Anchors may be given in any order.
        let clock = CameraClock(anchors: [anchor(3_000, 3_030, 5), anchor(1_000, 1_010, 1)])
        #expect(clock.trueTime(shown: seconds(0)) == seconds(10))
        #expect(clock.trueTime(shown: seconds(1_000)) == seconds(1_010))
        #expect(clock.trueTime(shown: seconds(2_000)) == seconds(2_020))
        #expect(clock.trueTime(shown: seconds(3_000)) == seconds(3_030))
        #expect(clock.trueTime(shown: seconds(9_000)) == seconds(9_030))
        #expect(
            [0, 2_000, 9_000].map { clock.uncertainty(shown: seconds($0)) } == [1_000_000, 5_000_000, 5_000_000])
    }

    @Test func partsOfAMicrosecondAreDroppedOnBothSidesOf1970() {
        let clock = CameraClock(
            anchors: [
                ClockAnchor(
                    shown: Timestamp(microseconds: -3), trueTime: Timestamp(microseconds: -3), uncertainty: 0,
                    source: "-"),
                ClockAnchor(
                    shown: Timestamp(microseconds: 3), trueTime: Timestamp(microseconds: 1), uncertainty: 0, source: "-"
                ),
            ])
        #expect(
            (-3...3).map { clock.trueTime(shown: Timestamp(microseconds: $0)).microseconds } == [
                -3, -3, -2, -1, -1, 0, 1,
            ])
    }

    @Test func centuriesDoNotOverflow() {
        let clock = CameraClock(anchors: [anchor(0, 0), anchor(10_000_000_000, 10_000_000_500)])
        #expect(clock.trueTime(shown: seconds(5_000_000_000)) == seconds(5_000_000_250))
    }

    @Test func anAnchorThatTurnsTheClockBackContradictsTheOtherAndOneOfTheSameTimeReplacesIt() {
        let clock = CameraClock(anchors: [anchor(1_000, 1_010)])
        #expect(clock.anchor(contradicting: anchor(2_000, 1_010)) == anchor(1_000, 1_010))
        #expect(clock.anchor(contradicting: anchor(500, 1_200)) == anchor(1_000, 1_010))
        #expect(clock.anchor(contradicting: anchor(2_000, 1_011)) == nil)
        #expect(clock.anchor(contradicting: anchor(1_000, 5)) == nil)
    }
}
