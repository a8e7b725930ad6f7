package import Chronology
package import Footage

/// The checks made alongside a review to show how reliable its results are, including those that differ, failed or
/// wait.
package struct ReviewControls: Sendable {
    /// The standing share of chunks that workers review twice.
    package struct DoubleShare: Sendable {
        /// The share in words, such as `5 %`.
        package let share: String
        /// The number of chunks chosen, and how many of them were reviewed twice.
        package let chosen: Int
        package let replayed: Int
        package let waiting: Int
        /// The chunks that could not be reviewed twice, and why.
        package let failed: [(chunk: Chunk, failure: String)]

        package init(
            share: String, chosen: Int, replayed: Int, waiting: Int, failed: [(chunk: Chunk, failure: String)]
        ) {
            self.share = share
            self.chosen = chosen
            self.replayed = replayed
            self.waiting = waiting
            self.failed = failed
        }
    }

    /// A comparison of a chunk's result with that of reviewing it again.
    package struct Replay: Sendable {
        package let chunk: Chunk
        /// The person who requested it; nil if a worker did it on its own.
        package let person: String?
        /// The difference; nil if the results are equal.
        package let difference: String?
        /// Whether the compared result is still the one in the findings.
        package let isOfPresentResult: Bool

        package init(chunk: Chunk, person: String?, difference: String?, isOfPresentResult: Bool) {
            self.chunk = chunk
            self.person = person
            self.difference = difference
            self.isOfPresentResult = isOfPresentResult
        }
    }

    /// A labelled clip requested alongside the review.
    package struct Clip: Sendable {
        package enum State: Hashable, Sendable {
            case measured, waiting
            case failed(String)
        }

        /// Camera, light and file name, such as `gate, night: gate-night.mp4`.
        package let name: String
        package let state: State

        package init(name: String, state: State) {
            self.name = name
            self.state = state
        }
    }

    /// A chunk, described so that a person can find it.
    package struct Chunk: Sendable {
        package let number: Int64
        package let camera: CameraID?
        package let span: TimeSpan?

        /// - Parameters:
        ///   - camera: nil if the chunk no longer has a result.
        ///   - span: nil if the chunk no longer has a result.
        package init(number: Int64, camera: CameraID?, span: TimeSpan?) {
            self.number = number
            self.camera = camera
            self.span = span
        }
    }

    /// Nil if no share was requested.
    package let share: DoubleShare?
    package let replays: [Replay]
    package let clips: [Clip]
    /// The number of labelled clips measured alongside the review, including those not requested from workers.
    package let measuredClips: Int
    /// Whether waiting checks will never be done, as under a closed requisition.
    package let isOver: Bool

    package init(share: DoubleShare?, replays: [Replay], clips: [Clip], measuredClips: Int, isOver: Bool) {
        self.share = share
        self.replays = replays
        self.clips = clips
        self.measuredClips = measuredClips
        self.isOver = isOver
    }

    /// The checks that may still be done, one per line.
    package var waiting: [String] {
        guard !isOver else { return [] }
        let chunks = share?.waiting ?? 0
        let clips = clips.count { $0.state == .waiting }
        return [
            chunks > 0 ? "\(chunks) chunk\(chunks == 1 ? "" : "s") of the share still to be reviewed twice" : nil,
            clips > 0 ? "\(clips) labelled clip\(clips == 1 ? "" : "s") still to be measured" : nil,
        ].compactMap { $0 }
    }
}
