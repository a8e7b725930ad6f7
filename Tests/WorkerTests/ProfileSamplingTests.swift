import Analysis
import Chronology
import Decoding
import Footage
import Planning
import Testing
import Worker

@Suite(.timeLimit(.minutes(10)))
struct ProfileSamplingTests {
    @Test(arguments: [
        (3_600, 4_000), (125, 4_000), (62, 2_000), (42, 2_000), (41, 1_333), (16, 1_333), (15, 500), (1, 500),
    ])
    func shortRunsAreSampledAsFinelyAsAWindowAllows(seconds: Int64, milliseconds: Int64) {
        let run = TimeSpan(start: .epoch, end: Timestamp.epoch.advanced(byMicroseconds: seconds * 1_000_000))
        let sampling = BackgroundSampling(profile: .standard, run: run)
        #expect(sampling.step / 1_000 == milliseconds)
        #expect(sampling.count == 31)
    }

    @Test func aFinerGridStillSpansTheRun() {
        for seconds in Int64(1)...62 {
            let run = TimeSpan(start: .epoch, end: Timestamp.epoch.advanced(byMicroseconds: seconds * 1_000_000))
            let sampling = BackgroundSampling(profile: .standard, run: run)
            #expect(sampling.step * sampling.count >= run.duration)
        }
    }
}
