/// A one-bit picture: 64 pixels per word, least significant bit first; each row begins at a word.
struct BitPlane: Sendable, Equatable {
    let width: Int
    let height: Int
    let wordsPerRow: Int
    var words: [UInt64]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        wordsPerRow = (width + 63) / 64
        words = [UInt64](repeating: 0, count: wordsPerRow * height)
    }

    subscript(column: Int, row: Int) -> Bool {
        get { words[row * wordsPerRow + column >> 6] >> UInt64(column & 63) & 1 == 1 }
        set {
            let bit = UInt64(1) << UInt64(column & 63)
            if newValue {
                words[row * wordsPerRow + column >> 6] |= bit
            } else {
                words[row * wordsPerRow + column >> 6] &= ~bit
            }
        }
    }

    /// Calls `body` with a row's set bits, word by word, and the column of each word's lowest bit.
    @inline(__always)
    func forEachWord(row: Int, from: Int, to: Int, _ body: (Int, UInt64) -> Void) {
        guard from < to else { return }
        words.withUnsafeBufferPointer { words in
            let first = row &* wordsPerRow
            for word in (from >> 6)...((to &- 1) >> 6) {
                var bits = words[first &+ word]
                if word == from >> 6 { bits &= UInt64.max &<< UInt64(from & 63) }
                if word == (to &- 1) >> 6 { bits &= UInt64.max &>> UInt64(63 &- (to &- 1) & 63) }
                if bits != 0 { body(word &* 64, bits) }
            }
        }
    }

    /// Keeps the bits of `source` that belong to a fully set 2 x 2 square; removes single pixels and thin lines.
    mutating func open(_ source: BitPlane) {
        precondition(source.words.count == words.count, "both planes have the same size")
        let count = wordsPerRow
        source.words.withUnsafeBufferPointer { input in
            words.withUnsafeMutableBufferPointer { output in
                for word in output.indices { output[word] = 0 }
                for row in 0..<max(0, height - 1) {
                    let first = row * count
                    for word in first..<(first + count) {
                        let both = input[word] & input[word + count]
                        guard both != 0 else { continue }
                        let isLast = word == first + count - 1
                        let next = isLast ? 0 : input[word + 1] & input[word + 1 + count]
                        let corners = both & (both &>> 1 | next &<< 63)
                        let square = corners | corners &<< 1
                        output[word] |= square
                        output[word + count] |= square
                        if corners &>> 63 == 1 && !isLast {
                            output[word + 1] |= 1
                            output[word + 1 + count] |= 1
                        }
                    }
                }
            }
        }
    }

    /// Spreads each set bit of `source` by `columns` columns (up to 31) to each side and `rows` rows down.
    mutating func spread(_ source: BitPlane, columns: Int, rows: Int) {
        precondition(source.words.count == words.count, "both planes have the same size")
        let count = wordsPerRow
        let lastBits = width & 63 == 0 ? UInt64.max : (UInt64(1) << UInt64(width & 63)) - 1
        source.words.withUnsafeBufferPointer { input in
            words.withUnsafeMutableBufferPointer { output in
                for word in output.indices { output[word] = 0 }
                for row in 0..<height {
                    let first = row * count
                    for index in 0..<count {
                        let here = input[first + index]
                        let before = index > 0 ? input[first + index - 1] : 0
                        let after = index + 1 < count ? input[first + index + 1] : 0
                        guard here | before | after != 0 else { continue }
                        var wide = here
                        for step in 1..<UInt64(max(1, columns + 1)) {
                            wide |= here &<< step | here &>> step | before &>> (64 - step) | after &<< (64 - step)
                        }
                        if index + 1 == count { wide &= lastBits }
                        guard wide != 0 else { continue }
                        for line in row...min(height - 1, row + rows) { output[line * count + index] |= wide }
                    }
                }
            }
        }
    }
}
