import Foundation

/// Measures the CPU time of each stage of a review, for `relecture bench`. Never part of a result.
package final class StageClock {
    package enum Stage: String, CaseIterable, Sendable {
        /// Reducing pictures to luma planes.
        case reduction
        /// Packing and unpacking frames that wait for their background.
        case holding
        /// Decoding samples other than the chunk's own frames.
        case samples
        /// Computing backgrounds from their samples.
        case backgrounds
        /// Detecting and tracking in the frames.
        case detection
    }

    /// Nanoseconds per stage.
    package private(set) var nanoseconds: [Stage: Int64] = [:]
    private var begun: Int64 = 0

    package init() {}

    func begin(_ stage: Stage) {
        begun = StageClock.now
    }

    func end(_ stage: Stage) {
        nanoseconds[stage, default: 0] += StageClock.now - begun
    }

    /// CPU time used by this thread, in nanoseconds.
    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
