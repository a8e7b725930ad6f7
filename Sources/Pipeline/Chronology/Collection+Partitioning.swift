extension RandomAccessCollection {
    /// Returns the index of the first element that satisfies a condition; `endIndex` if there is none.
    ///
    /// Once an element satisfies the condition, all later ones must too. O(log n).
    package func partitioningIndex(where holds: (Element) throws -> Bool) rethrows -> Index {
        var (low, count) = (startIndex, count)
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if try holds(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
