/// Finds where a window's samples change for good all over the picture: colours give way to infra-red, lamps go on.
///
/// What was there before such a change and what is there after it are both background, however long either lasted.
enum SceneChanges {
    /// Samples that have to agree before a change and after it.
    private static let agreeing = 3
    /// Points that are compared at most.
    private static let points = 2_048
    /// How many of the points have to change, in percent: no object that stops takes as much of the picture.
    private static let share = 35

    /// The samples between two changes each, as bits in time order; none where the scene never changes.
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

    /// Whether the samples next before `index` agree, those from it on do, and the ones differ from the others.
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
