package import Chronology
package import Footage

/// What was done beside a review to show how far its results can be trusted, and what of it differs, failed or waits.
package struct ReviewControls: Sendable {
    /// The standing share that workers review twice.
    package struct DoubleShare: Sendable {
        /// Such as `5 %`.
        package let share: String
        /// How many chunks that is, and how many of them were reviewed twice.
        package let chosen: Int
        package let replayed: Int
        package let waiting: Int
        /// What could not be reviewed twice, and why.
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

    /// One comparison of a chunk's result with that of reviewing it once more.
    package struct Replay: Sendable {
        package let chunk: Chunk
        /// Who asked for it; nil: a worker did it by itself.
        package let person: String?
        /// Nil where the results are equal.
        package let difference: String?
        /// Whether the result that it was compared with is the one of the findings.
        package let isOfPresentResult: Bool

        package init(chunk: Chunk, person: String?, difference: String?, isOfPresentResult: Bool) {
            self.chunk = chunk
            self.person = person
            self.difference = difference
            self.isOfPresentResult = isOfPresentResult
        }
    }

    /// A labelled clip that was asked for beside the review.
    package struct Clip: Sendable {
        package enum State: Hashable, Sendable {
            case measured, waiting
            case failed(String)
        }

        /// Such as `gate, night: gate-night.mp4`.
        package let name: String
        package let state: State

        package init(name: String, state: State) {
            self.name = name
            self.state = state
        }
    }

    /// A chunk, as a person finds it again.
    package struct Chunk: Sendable {
        package let number: Int64
        package let camera: CameraID?
        package let span: TimeSpan?

        /// - Parameters:
        ///   - camera: nil where the chunk has no result any more.
        ///   - span: likewise.
        package init(number: Int64, camera: CameraID?, span: TimeSpan?) {
            self.number = number
            self.camera = camera
            self.span = span
        }
    }

    /// Nil: none was asked for.
    package let share: DoubleShare?
    package let replays: [Replay]
    package let clips: [Clip]
    /// How many labelled clips were measured beside the review, also such as nobody asked workers for.
    package let measuredClips: Int
    /// Whether what waits will not be done any more, as under a requisition that is closed.
    package let isOver: Bool

    package init(share: DoubleShare?, replays: [Replay], clips: [Clip], measuredClips: Int, isOver: Bool) {
        self.share = share
        self.replays = replays
        self.clips = clips
        self.measuredClips = measuredClips
        self.isOver = isOver
    }

    /// What may still be done, a line each.
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
