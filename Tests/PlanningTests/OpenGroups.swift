import Footage

/// A stream of open groups: some pictures follow a keyframe in the file but are shown before it.
///
/// One tick is 40 ms. In decoding order: `I0 P3 B1 B2 | I6 B4 B5 P9 B7 B8 | I12 B10 B11 P15 B13 B14`, 16 pictures.
enum OpenGroups {
    static let times: [Int64] = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11, 15, 13, 14]
    static let keyframes = [0, 4, 10]

    static let index = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
        entries: times.enumerated().map {
            FrameIndex.Entry(
                pts: $1, dts: Int64($0) - 2, position: Int64($0) * 1_000, isKeyframe: keyframes.contains($0))
        }, lastDuration: 1)

    /// 2 s of keyframes only.
    static let intra = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
        entries: (Int64(0)..<50).map { FrameIndex.Entry(pts: $0, dts: $0, position: nil, isKeyframe: true) },
        lastDuration: 1)

    /// 50 pictures without B-pictures: a whole keyframe at 0, then a gradual refresh every 5 pictures.
    static let gradual = FrameIndex(
        timeBase: TimeBase(numerator: 1, denominator: 25), source: .container,
        entries: (Int64(0)..<50).map { time in
            FrameIndex.Entry(pts: time, dts: time, position: nil, isKeyframe: time % 5 == 0, isGradual: time > 0)
        }, lastDuration: 1
    ).markingRestarts()
}

extension FrameIndex {
    /// Returns the same pictures at another interval.
    func every(milliseconds: Int32) -> FrameIndex {
        FrameIndex(
            timeBase: TimeBase(numerator: milliseconds, denominator: 1_000), source: source, entries: entries,
            lastDuration: lastDuration)
    }
}
