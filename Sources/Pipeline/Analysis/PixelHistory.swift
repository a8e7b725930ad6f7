/// What one pixel showed in the samples of a window, as modes: ranges of luma that the pixel comes back to.
///
/// Samples are bits of a 32-bit word, in time order, so that visits are counted by shifts.
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
    private let tolerance: Int
    /// Samples by luma in steps of 8, with an empty step at either end.
    private let steps: UnsafeMutablePointer<UInt32>
    static let stepCount = 34

    init(count: Int, tolerance: Int, scratch steps: UnsafeMutablePointer<UInt32>) {
        self.count = count
        self.tolerance = tolerance
        self.steps = steps
    }

    /// The background's modes of the pixel whose samples lie `stride` apart from `samples` on; at most three.
    ///
    /// None means that it cannot be known what the background is. Sets `rival` to a mode that comes back as the first does,
    /// three times or more; without members where there is none.
    func backgroundModes(
        _ samples: UnsafePointer<UInt8>, stride: Int, into modes: inout (Mode, Mode, Mode), rival: inout Mode
    ) -> Int {
        var occupied: UInt32 = 0
        for index in 0..<count {
            let step = Int(samples[index &* stride] >> 3)
            occupied |= 1 &<< UInt32(step)
            steps[step &+ 1] |= 1 &<< UInt32(index)
        }
        defer { clear(occupied) }
        let first = strongest(occupied, without: 0)
        modes.0 = refined(first, samples, stride: stride)
        rival.members = 0
        guard modes.0.members.nonzeroBitCount >= 2 else { return 0 }
        let other = strongest(occupied, without: modes.0.members)
        if other.nonzeroBitCount >= 2 {
            let visits = Self.visits(modes.0.members, and: other)
            if visits.second > visits.first || min(visits.first, visits.second) >= 3 {
                rival = refined(other, samples, stride: stride, without: modes.0.members)
                if visits.second > visits.first { swap(&rival, &modes.0) }
                if min(visits.first, visits.second) < 3 { rival.members = 0 }
            }
        }
        return addOthers(occupied, samples, stride: stride, into: &modes)
    }

    /// Further modes that are background too; answers with the number of all.
    private func addOthers(
        _ occupied: UInt32, _ samples: UnsafePointer<UInt8>, stride: Int, into modes: inout (Mode, Mode, Mode)
    ) -> Int {
        var found = 1
        var taken = modes.0.members
        while found < 3 {
            let next = strongest(occupied, without: taken) { isBackground($0) }
            guard next != 0 else { break }
            let mode = refined(next, samples, stride: stride, without: taken)
            if found == 1 { modes.1 = mode } else { modes.2 = mode }
            taken |= mode.members | next
            found += 1
        }
        return found
    }

    /// How often each of two modes comes, however often something else hides it while it stays.
    @inline(__always)
    private static func visits(_ first: UInt32, and second: UInt32) -> (first: Int, second: Int) {
        var rest = first | second
        var (ones, others) = (0, 0)
        var last: UInt32 = 0
        while rest != 0 {
            let bit = rest & (0 &- rest)
            rest &= rest &- 1
            let kind: UInt32 = first & bit != 0 ? 1 : 2
            if kind != last {
                if kind == 1 { ones += 1 } else { others += 1 }
                last = kind
            }
        }
        return (ones, others)
    }

    private func clear(_ occupied: UInt32) {
        var rest = occupied
        while rest != 0 {
            steps[rest.trailingZeroBitCount &+ 1] = 0
            rest &= rest &- 1
        }
    }

    /// The members of the mode with most stable visits, then most samples, then the densest middle, then the darkest.
    @inline(__always)
    private func strongest(_ occupied: UInt32, without taken: UInt32, where isAllowed: (UInt32) -> Bool = { _ in true })
        -> UInt32
    {
        var best: UInt32 = 0
        var bestScore = -1
        var rest = occupied
        while rest != 0 {
            let step = rest.trailingZeroBitCount &+ 1
            rest &= rest &- 1
            let members = (steps[step &- 1] | steps[step] | steps[step &+ 1]) & ~taken
            guard members != 0, isAllowed(members) else { continue }
            let stable = members & (members &>> 1)
            let visits = (stable & ~(stable &<< 1)).nonzeroBitCount
            let score = visits &<< 16 | members.nonzeroBitCount &<< 8 | (steps[step] & ~taken).nonzeroBitCount
            if score > bestScore {
                bestScore = score
                best = members
            }
        }
        return best
    }

    /// Whether a further mode is background too: it flickers (many short visits), or it lasts from the window's middle to
    /// one of its ends (something that was parked all the time before, or ever after).
    func isBackground(_ members: UInt32) -> Bool {
        let visits = (members & ~(members &<< 1)).nonzeroBitCount
        if visits >= max(4, count / 5) && members.nonzeroBitCount <= 3 * visits { return true }
        // Both the middle and the end belong to it: who stands for less than half of the window is not parked.
        let half = count / 2 + 1
        let early = (UInt32(1) &<< UInt32(half)) &- 1
        let late = early &<< UInt32(count - half)
        return isFilled(members, early) || isFilled(members, late)
    }

    private func isFilled(_ members: UInt32, _ part: UInt32) -> Bool {
        let (lowest, highest) = (part & (0 &- part), UInt32(1) &<< UInt32(31 - part.leadingZeroBitCount))
        let size = part.nonzeroBitCount
        return members & lowest != 0 && members & highest != 0 && size >= 3
            && (members & part).nonzeroBitCount >= size - size / 8
    }

    /// The mode around the mean of the given samples.
    private func refined(
        _ members: UInt32, _ samples: UnsafePointer<UInt8>, stride: Int, without taken: UInt32 = 0
    ) -> Mode {
        var sum = 0
        forEach(members) { sum &+= Int(samples[$0 &* stride]) }
        let size = members.nonzeroBitCount
        let centre = (sum &+ size / 2) / size
        var mode = Mode()
        sum = 0
        for index in 0..<count where taken & (1 &<< UInt32(index)) == 0 {
            let value = Int(samples[index &* stride])
            if abs(value &- centre) <= tolerance {
                mode.members |= 1 &<< UInt32(index)
                sum &+= value
            }
        }
        let kept = max(1, mode.members.nonzeroBitCount)
        mode.value = mode.members == 0 ? centre : (sum &+ kept / 2) / kept
        var deviation = 0
        forEach(mode.members) { deviation &+= abs(Int(samples[$0 &* stride]) &- mode.value) }
        mode.deviation = deviation &* 16 / kept
        return mode
    }

    @inline(__always)
    private func forEach(_ members: UInt32, _ body: (Int) -> Void) {
        var rest = members
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest &- 1
        }
    }
}
