extension BitPlane {
    /// Clears every pixel whose centre lies within an area. Self-intersecting areas follow the even-odd rule.
    mutating func clear(_ area: IgnoredArea) {
        var inside = BitPlane(width: width, height: height)
        for row in 0..<height {
            // In units of 1 / (2 * height) of a box's unit, so that the row's middle is a whole number.
            let middle = (2 * row + 1) * Int(Box.scale)
            for index in area.corners.indices {
                let (from, to) = (area.corners[index], area.corners[(index + 1) % area.corners.count])
                let (start, end) = (Int(from.y) * 2 * height, Int(to.y) * 2 * height)
                guard (start <= middle) != (end <= middle) else { continue }
                // The edge crosses the row at x = `crossing / rise`, in a box's units.
                let rise = abs(end - start)
                let run = (Int(to.x) - Int(from.x)) * (end > start ? middle - start : start - middle)
                let crossing = Int(from.x) * rise + run
                // The first column whose middle, (2 * column + 1) * scale / (2 * width), is not left of the crossing.
                let column = (2 * width * crossing - Int(Box.scale) * rise + 2 * Int(Box.scale) * rise - 1)
                inside.toggle(row, from: max(0, column / (2 * Int(Box.scale) * rise)))
            }
        }
        for word in words.indices { words[word] &= ~inside.words[word] }
    }

    /// Inverts the bits of a row from `column` on.
    private mutating func toggle(_ row: Int, from column: Int) {
        guard column < width else { return }
        let first = row * wordsPerRow + column >> 6
        words[first] ^= UInt64.max &<< UInt64(column & 63)
        for word in (first + 1)..<max(first + 1, (row + 1) * wordsPerRow) { words[word] = ~words[word] }
    }
}
