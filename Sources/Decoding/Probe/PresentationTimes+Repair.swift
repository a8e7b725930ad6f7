import Footage

extension PresentationTimes {
    /// Codecs reorder at most this many pictures.
    private static let deepestReorder = 16

    /// Returns the stated times, with missing ones filled in and backward jumps removed.
    ///
    /// A backward jump (a recorder's clock was set, a counter wrapped) starts a new segment. The whole segment is
    /// shifted so that its first picture comes one frame duration after the highest time so far.
    func stated(_ pictures: [CodedPicture], step: Int64, source: inout FrameIndex.Source) -> [Int64] {
        var times = filled(pictures, step: step, source: &source)
        let starts = segmentStarts(pictures, times, step: step)
        guard starts.count > 1 else { return times }
        source = .repaired
        var highest = times[..<starts[1]].max() ?? 0
        for (number, start) in starts.enumerated().dropFirst() {
            let end = number + 1 < starts.count ? starts[number + 1] : times.count
            // Leading pictures of an open GOP are shown before the keyframe that begins the segment.
            let first = times[start..<min(end, start + PresentationTimes.deepestReorder)].min() ?? 0
            let shift = highest &+ max(step, 1) &- first
            for place in start..<end { times[place] &+= shift }
            highest = max(highest, times[start..<end].max() ?? highest)
        }
        return times
    }

    /// Fills in missing times: the decoding time plus the median delay, or one frame after the previous picture.
    private func filled(_ pictures: [CodedPicture], step: Int64, source: inout FrameIndex.Source) -> [Int64] {
        let delays = pictures.compactMap { picture in picture.dts.flatMap { dts in picture.pts.map { $0 &- dts } } }
            .sorted()
        let usualDelay = delays.isEmpty ? nil : delays[(delays.count - 1) / 2]
        var times: [Int64] = []
        times.reserveCapacity(pictures.count)
        for picture in pictures {
            if let pts = picture.pts {
                times.append(pts)
                continue
            }
            source = .repaired
            if let dts = picture.dts, let usualDelay {
                times.append(dts &+ usualDelay)
            } else {
                times.append(times.last.map { $0 &+ max(step, 1) } ?? 0)
            }
        }
        // Pictures before the first stated time count back from it.
        if let first = pictures.firstIndex(where: { $0.pts != nil }), first > 0, pictures[0].dts == nil {
            for place in 0..<first { times[place] = times[first] &- Int64(first - place) &* max(step, 1) }
        }
        return times
    }

    /// Returns the indices where a segment starts: 0, and each jump that reordering cannot explain.
    private func segmentStarts(_ pictures: [CodedPicture], _ times: [Int64], step: Int64) -> [Int] {
        guard var highest = times.first else { return [] }
        let slack = Int64(PresentationTimes.deepestReorder) &* max(step, 1)
        // A 33-bit MPEG clock wraps after 26.5 h; no recording pauses that long within one file.
        let longestPause = 95_443 * Int64(timeBase.denominator) / Int64(timeBase.numerator)
        var starts = [0]
        for place in times.indices.dropFirst() {
            let goesBack: Bool
            if let dts = pictures[place].dts, let before = pictures[place - 1].dts {
                goesBack = dts < before &- slack || (dts <= before && times[place] < highest &- slack)
            } else {
                goesBack = times[place] < highest &- slack
            }
            if goesBack || times[place] > highest &+ longestPause {
                starts.append(place)
                highest = times[place]
            }
            highest = max(highest, times[place])
        }
        return starts
    }
}
