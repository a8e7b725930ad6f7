import Foundation

/// Adds up the processor time of the steps of a review, for `relecture bench`; never part of a result.
package final class StageClock {
    package enum Stage: String, CaseIterable, Sendable {
        /// Pictures to reduced planes of luma.
        case reduction
        /// Packing and unpacking of frames that wait for their background.
        case holding
        /// Samples that had to be decoded besides the chunk's own frames.
        case samples
        /// Backgrounds from their samples.
        case backgrounds
        /// Detections and tracklets of the frames.
        case detection
    }

    /// Nanoseconds for each stage.
    package private(set) var nanoseconds: [Stage: Int64] = [:]
    private var begun: Int64 = 0

    package init() {}

    func begin(_ stage: Stage) {
        begun = StageClock.now
    }

    func end(_ stage: Stage) {
        nanoseconds[stage, default: 0] += StageClock.now - begun
    }

    /// Nanoseconds of processor time that this thread has used.
    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
