/// Finds lasting changes of the whole picture within a window, such as colour giving way to infra-red or lamps going
/// on.
///
/// What was visible before such a change and what is visible after it are both background, however long either lasted.
enum SceneChanges {
    /// Samples that must agree before and after a change.
    private static let agreeing = 3
    /// Largest number of points to compare.
    private static let points = 2_048
    /// Share of points that must change, in percent: no object that stops covers as much of the picture.
    private static let share = 35

    /// Returns the samples of each stretch between changes, as bits in time order; empty if the scene never changes.
    static func segments(of samples: [LumaPlane], alignments: [SampleAlignment], tolerance: Int) -> [UInt32] {
        let count = samples.count
        guard count >= 2 * agreeing else { return [] }
        let (width, height) = (samples[0].width, samples[0].height)
        var step = 1
        while (width / step) * (height / step) > points { step += 1 }
        var changed = [Int](repeating: 0, count: count)
        var total = 0
        var values = [UInt8](repeating: 0, count: count)
        for row in stride(from: step / 2, to: height, by: step) {
            for column in stride(from: step / 2, to: width, by: step) {
                for index in 0..<count { values[index] = alignments[index].value(of: samples[index], column, row) }
                total += 1
                for index in agreeing...count - agreeing where changes(values, at: index, tolerance: tolerance) {
                    changed[index] += 1
                }
            }
        }
        return split(count, at: (agreeing...count - agreeing).filter { changed[$0] * 100 >= total * share })
    }

    /// Returns whether the samples just before `index` agree, those from it on agree, and the two groups differ.
    private static func changes(_ values: [UInt8], at index: Int, tolerance: Int) -> Bool {
        let difference = Int(values[index]) - Int(values[index - 1])
        guard abs(difference) > 2 * tolerance else { return false }
        for near in 1..<agreeing {
            guard abs(Int(values[index + near]) - Int(values[index])) <= tolerance,
                abs(Int(values[index - 1 - near]) - Int(values[index - 1])) <= tolerance
            else { return false }
        }
        return true
    }

    private static func split(_ count: Int, at cuts: [Int]) -> [UInt32] {
        guard !cuts.isEmpty else { return [] }
        let ends = cuts + [count]
        return zip([0] + cuts, ends).map { first, end in
            ((UInt32(1) &<< UInt32(end - first)) &- 1) &<< UInt32(first)
        }
    }
}
