import CKernels

/// The samples of one pixel in a window, grouped into modes: ranges of luma that the pixel returns to.
///
/// Samples are bits of a 32-bit word in time order, so visits can be counted by shifts.
struct PixelHistory {
    /// One mode: the samples that belong to it and their luma.
    struct Mode {
        var members: UInt32 = 0
        /// Mean luma.
        var value = 0
        /// Mean deviation from the mean, in sixteenths.
        var deviation = 0
    }

    private let count: Int
    private let all: UInt32
    private let tolerance: Int
    /// Fewest visits for a mode to count as flickering.
    private let flickers: Int
    /// The samples of each half of the window, both including the middle, and how many a lasting mode needs.
    private let early: UInt32
    private let late: UInt32
    private let needed: Int
    /// The samples of each stretch between changes of the whole scene; empty if it never changes.
    private let segments: [UInt32]
    /// Samples by luma in steps of 8, with an empty step at each end.
    private let steps: UnsafeMutablePointer<UInt32>
    static let stepCount = 34

    init(count: Int, tolerance: Int, segments: [UInt32] = [], scratch steps: UnsafeMutablePointer<UInt32>) {
        self.count = count
        all = (UInt32(1) &<< UInt32(count)) &- 1
        self.tolerance = tolerance
        flickers = max(4, count / 5)
        let half = count / 2 + 1
        early = (UInt32(1) &<< UInt32(half)) &- 1
        late = early &<< UInt32(count - half)
        needed = max(3, half - half / 8)
        self.segments = segments
        self.steps = steps
    }

    /// Finds the background modes of a pixel with these samples, at most three, and returns how many there are.
    ///
    /// Zero means that the background is unknown.
    func backgroundModes(_ samples: UnsafePointer<kernels_samples>, into modes: inout (Mode, Mode, Mode)) -> Int {
        let occupied = kernels_steps(samples, all, steps)
        defer { clear(occupied) }
        let first = strongest(occupied, without: 0)
        modes.0 = refined(first, samples)
        guard modes.0.members.nonzeroBitCount >= 2 else { return 0 }
        let other = strongest(occupied, without: modes.0.members, fewest: 2)
        if other != 0, Self.returns(other, more: modes.0.members) {
            modes.0 = refined(other, samples, without: modes.0.members)
        }
        var found = 1
        var taken = modes.0.members
        for segment in segments where found < 3 {
            // After a change of the whole scene, what kept coming back before it and after it both count as background.
            let own = strongest(occupied, without: ~segment | taken, fewest: 2)
            guard own != 0, (taken & segment).nonzeroBitCount <= own.nonzeroBitCount else { continue }
            let mode = refined(own, samples, without: taken)
            if found == 1 { modes.1 = mode } else { modes.2 = mode }
            taken |= mode.members | own
            found += 1
        }
        // A mode with fewer samples can neither flicker nor last.
        let fewest = min(flickers, needed)
        while found < 3, (all & ~taken).nonzeroBitCount >= fewest {
            let next = strongest(occupied, without: taken, fewest: fewest) { isBackground($0) }
            guard next != 0 else { break }
            let mode = refined(next, samples, without: taken)
            if found == 1 { modes.1 = mode } else { modes.2 = mode }
            taken |= mode.members | next
            found += 1
        }
        return found
    }

    /// Returns whether one mode comes back more often than another, regardless of how often something else hides either
    /// of them while it stays.
    @inline(__always)
    private static func returns(_ mode: UInt32, more other: UInt32) -> Bool {
        var rest = mode | other
        // Visits of the two modes alternate, so the mode that both begins and ends the sequence has one visit more.
        let first = rest & (0 &- rest)
        rest = UInt32(1) &<< UInt32(31 - rest.leadingZeroBitCount)
        return mode & first != 0 && mode & rest != 0
    }

    private func clear(_ occupied: UInt32) {
        var rest = occupied
        while rest != 0 {
            steps[rest.trailingZeroBitCount &+ 1] = 0
            rest &= rest &- 1
        }
    }

    /// Returns the members of the mode with the most stable visits; ties go to the most samples, then the densest
    /// middle, then the darkest.
    @inline(__always)
    private func strongest(
        _ occupied: UInt32, without taken: UInt32, fewest: Int = 1, where isAllowed: (UInt32) -> Bool = { _ in true }
    ) -> UInt32 {
        var best: UInt32 = 0
        var bestScore = -1
        var rest = occupied
        while rest != 0 {
            let step = rest.trailingZeroBitCount &+ 1
            rest &= rest &- 1
            let members = (steps[step &- 1] | steps[step] | steps[step &+ 1]) & ~taken
            // A stable visit takes two samples, so skip modes that have too few to beat the best so far.
            let size = members.nonzeroBitCount
            guard size >= fewest, size &>> 1 >= bestScore &>> 16, isAllowed(members) else { continue }
            let stable = members & (members &>> 1)
            let visits = (stable & ~(stable &<< 1)).nonzeroBitCount
            let score = visits &<< 16 | size &<< 8 | (steps[step] & ~taken).nonzeroBitCount
            if score > bestScore {
                bestScore = score
                best = members
            }
        }
        return best
    }

    /// Returns whether a further mode is background too: it flickers (many short visits), or it lasts from the middle
    /// of the window to one of its ends (an object parked all the time before or after).
    private func isBackground(_ members: UInt32) -> Bool {
        let visits = (members & ~(members &<< 1)).nonzeroBitCount
        if visits >= flickers && members.nonzeroBitCount <= 3 * visits { return true }
        return lasts(members, through: early) || lasts(members, through: late)
    }

    /// Requires both the middle and the end: an object that stands for less than half of the window is not parked.
    private func lasts(_ members: UInt32, through part: UInt32) -> Bool {
        let (first, last) = (part.trailingZeroBitCount, 31 - part.leadingZeroBitCount)
        return members &>> UInt32(first) & members &>> UInt32(last) & 1 == 1
            && (members & part).nonzeroBitCount >= needed
    }

    /// Returns the mode around the mean of the given samples.
    private func refined(
        _ members: UInt32, _ samples: UnsafePointer<kernels_samples>, without taken: UInt32 = 0
    ) -> Mode {
        let size = members.nonzeroBitCount
        let centre = (Int(kernels_sum(samples, members)) &+ size / 2) / size
        var mode = Mode()
        mode.members = kernels_within(
            samples, all & ~taken, UInt8(max(0, centre &- tolerance)), UInt8(min(255, centre &+ tolerance)))
        let kept = max(1, mode.members.nonzeroBitCount)
        mode.value = mode.members == 0 ? centre : (Int(kernels_sum(samples, mode.members)) &+ kept / 2) / kept
        let deviation = kernels_deviation(samples, mode.members, UInt8(mode.value))
        mode.deviation = Int(deviation) &* 16 / kept
        return mode
    }
}
