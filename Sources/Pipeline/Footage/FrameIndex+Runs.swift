extension FrameIndex {
    /// One picture as it is shown: a half-open interval in microseconds from the start of the recording.
    package struct Showing: Hashable, Sendable {
        package let start: Int64
        package let end: Int64
        /// Index of the picture in `entries`.
        package let entry: Int

        package init(start: Int64, end: Int64, entry: Int) {
            self.start = start
            self.end = end
            self.entry = entry
        }
    }

    /// A stretch without interruption: a half-open interval in microseconds from the start of the recording.
    package struct Run: Hashable, Sendable, Codable {
        package let start: Int64
        package let end: Int64

        package init(start: Int64, end: Int64) {
            self.start = start
            self.end = end
        }
    }

    /// Returns every picture that is shown, in presentation order.
    ///
    /// A picture is shown until the next one or, if an interruption comes first, for one median interval. Pictures
    /// before time 0, which an edit list hides, are not shown.
    package func showings() -> [Showing] {
        let order = entries.indices.filter { entries[$0].pts >= 0 }.sorted { entries[$0].pts < entries[$1].pts }
        let longest = longestShowing(order)
        let median = medianInterval(order)
        return order.indices.map { place in
            let pts = entries[order[place]].pts
            let next = place + 1 < order.count ? entries[order[place + 1]].pts : pts + lastDuration
            let end = next - pts > longest ? pts + median : next
            return Showing(
                start: timeBase.microseconds(ticks: pts), end: timeBase.microseconds(ticks: end), entry: order[place])
        }
    }

    /// Returns the stretches of continuous presentation; between them lie the gaps within this file.
    package func runs() -> [Run] {
        var runs: [Run] = []
        for showing in showings() {
            if let last = runs.last, last.end == showing.start {
                runs[runs.count - 1] = Run(start: last.start, end: showing.end)
            } else {
                runs.append(Run(start: showing.start, end: showing.end))
            }
        }
        return runs
    }

    /// Longest time, in ticks, that a picture may be meant to stay: 2 s, or 5 median intervals if pictures are rare.
    private func longestShowing(_ order: [Int]) -> Int64 {
        let twoSeconds = 2 * Int64(timeBase.denominator) / Int64(timeBase.numerator)
        return max(twoSeconds, 5 * medianInterval(order))
    }

    /// Returns the lower median, an interval that really occurs; `lastDuration` if there is at most one picture.
    private func medianInterval(_ order: [Int]) -> Int64 {
        guard order.count > 1 else { return lastDuration }
        let intervals = zip(order, order.dropFirst()).map { entries[$1].pts - entries[$0].pts }.sorted()
        return intervals[(intervals.count - 1) / 2]
    }
}
