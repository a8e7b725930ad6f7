package import Footage

extension FrameIndex {
    /// Returns the packets of a clip that shows `from..<to` and nothing outside the scope; nil if the scope has no
    /// decodable picture there. All times are microseconds from the start of the recording.
    ///
    /// The clip begins at the keyframe from which the first wanted picture is decoded. If that keyframe lies before the
    /// scope, the clip begins late, at the next keyframe within the scope.
    package func clip(from: Int64, to: Int64, in scope: Range<Int64>) -> ClosedRange<Int>? {
        let (from, to) = (max(from, scope.lowerBound), min(to, scope.upperBound))
        guard from < to else { return nil }
        func isWanted(_ ordinal: Int) -> Bool { (from..<to).contains(offset(of: entries[ordinal])) }
        // The picture shown at `from`, which may begin earlier.
        var shown: Int?
        for ordinal in entries.indices where offset(of: entries[ordinal]) <= from {
            if shown.map({ entries[$0].pts < entries[ordinal].pts }) ?? true { shown = ordinal }
        }
        let lastWanted = entries.indices.last(where: isWanted)
        // If no picture begins within the range, the clip consists of the one shown at `from`.
        guard let last = [lastWanted, shown].compactMap({ $0 }).max(), lastWanted != nil || from < duration else {
            return nil
        }
        let wanted = shown ?? entries.indices.first(where: isWanted)
        var first = wanted.flatMap { decodingStart(for: $0) }
        if first.map({ !scope.contains(offset(of: entries[$0])) }) ?? true {
            first = keyframes.first { scope.contains(offset(of: entries[$0])) && offset(of: entries[$0]) >= from }
        }
        guard let first, first <= last else { return nil }
        // Stop before the first packet of a picture outside the scope: pictures that depend on it could not be decoded.
        let range = first...last
        let end = range.first { offset(of: entries[$0]) >= scope.upperBound } ?? last + 1
        return first < end ? first...(end - 1) : nil
    }

    /// Computes new presentation and decoding times for packets to be written. Decoding times grow and never exceed
    /// presentation times.
    ///
    /// - Parameter pts: presentation times in decoding order.
    /// - Returns: for each packet its presentation time, decoding time and duration; the first decoding time is 0.
    package static func retimed(_ pts: [Int64], lastDuration: Int64) -> [(pts: Int64, dts: Int64, duration: Int64)] {
        let sorted = pts.sorted()
        let delay = zip(sorted, pts).reduce(Int64(0)) { max($0, $1.0 - $1.1) }
        guard let start = sorted.first else { return [] }
        let ends = Dictionary(zip(sorted, sorted.dropFirst()), uniquingKeysWith: { $1 })
        return zip(sorted, pts).map { slot, pts in
            (pts - start + delay, slot - start, (ends[pts] ?? pts + lastDuration) - pts)
        }
    }
}
