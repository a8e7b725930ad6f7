/// Finds connected patches of foreground by runs, with union-find over touching runs.
///
/// Runs come from a mask spread by one column and a few rows, so nearby parts of one object become one blob. Boxes and
/// areas are those of the mask itself.
struct BlobFinder: Sendable {
    private struct Run {
        var row: Int
        var from: Int
        var to: Int
        var parent: Int
    }

    private var runs: [Run] = []
    private var spread: BitPlane
    private var numbers: [Int] = []
    private(set) var blobs: [Blob] = []

    init(width: Int, height: Int) {
        spread = BitPlane(width: width, height: height)
    }

    /// Sets `blobs`, ordered by their first run from the top left.
    mutating func find(in mask: BitPlane, pixels: UnsafePointer<UInt8>, background: UnsafePointer<UInt8>, joinGap: Int)
    {
        spread.spread(mask, columns: joinGap / 2, rows: joinGap)
        collectRuns()
        joinRuns()
        blobs.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        for index in runs.indices {
            let root = find(index)
            if root == index {
                numbers.append(blobs.count)
                blobs.append(Blob())
            } else {
                numbers.append(numbers[root])
            }
            measure(runs[index], mask: mask, pixels: pixels, background: background, into: numbers[index])
        }
    }

    private mutating func collectRuns() {
        runs.removeAll(keepingCapacity: true)
        let count = spread.wordsPerRow
        for row in 0..<spread.height {
            var start = -1
            for word in 0..<count {
                let bits = spread.words[row * count + word]
                if bits == 0 && start < 0 { continue }
                var position = 0
                while position < 64 {
                    let rest = (start < 0 ? bits : ~bits) &>> UInt64(position)
                    guard rest != 0 else { break }
                    position += rest.trailingZeroBitCount
                    if start < 0 {
                        start = word * 64 + position
                    } else {
                        runs.append(Run(row: row, from: start, to: word * 64 + position, parent: runs.count))
                        start = -1
                    }
                }
            }
            if start >= 0 { runs.append(Run(row: row, from: start, to: spread.width, parent: runs.count)) }
        }
    }

    private mutating func joinRuns() {
        var above = 0
        for index in runs.indices {
            while runs[above].row < runs[index].row - 1
                || (runs[above].row == runs[index].row - 1 && runs[above].to < runs[index].from)
            {
                above += 1
            }
            var other = above
            while other < index && runs[other].row < runs[index].row && runs[other].from <= runs[index].to {
                unite(other, index)
                other += 1
            }
        }
    }

    private mutating func find(_ index: Int) -> Int {
        var root = index
        while runs[root].parent != root {
            runs[root].parent = runs[runs[root].parent].parent
            root = runs[root].parent
        }
        return root
    }

    private mutating func unite(_ first: Int, _ second: Int) {
        let (one, two) = (find(first), find(second))
        runs[max(one, two)].parent = min(one, two)
    }

    private mutating func measure(
        _ run: Run, mask: BitPlane, pixels: UnsafePointer<UInt8>, background: UnsafePointer<UInt8>, into number: Int
    ) {
        let offset = run.row * mask.width
        var first = -1
        var last = -1
        blobs.withUnsafeMutableBufferPointer { blobs in
            mask.forEachWord(row: run.row, from: run.from, to: min(run.to, mask.width)) { start, bits in
                if first < 0 { first = start + bits.trailingZeroBitCount }
                last = start + 63 - bits.leadingZeroBitCount
                var contrast = 0
                // Eight one-byte counters; a word has at most 64 pixels.
                var shares: UInt64 = 0
                var rest = bits
                while rest != 0 {
                    let place = offset &+ start &+ rest.trailingZeroBitCount
                    rest &= rest &- 1
                    contrast &+= abs(Int(pixels[place]) &- Int(background[place]))
                    shares &+= 1 &<< (UInt64(pixels[place] >> 5) &* 8)
                }
                blobs[number].area += bits.nonzeroBitCount
                blobs[number].contrast += contrast
                blobs[number].appearance.count(shares)
            }
            guard first >= 0 else { return }
            blobs[number].box.unite(PixelBox(left: first, top: run.row, right: last + 1, bottom: run.row + 1))
        }
    }
}
