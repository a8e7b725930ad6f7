extension RandomAccessCollection {
    /// The place of the first element that a condition holds for; `endIndex` where there is none.
    ///
    /// The elements are in such an order that it holds for all after one that it holds for. O(log n).
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
