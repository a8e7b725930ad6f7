/// Pairs rows with columns to maximise the sum of the pairs' gains; unpaired rows and columns gain nothing.
///
/// Uses shortest augmenting paths over the listed pairs only (Jonker and Volgenant, "A shortest augmenting path
/// algorithm for dense and sparse linear assignment problems", 1987). A search ends at the nearest free column, or
/// where giving up a row is cheaper, so the work stays local regardless of the number of rows. The order of rows and
/// columns alone decides between equal solutions. Buffers are reused: solving allocates nothing once warm.
package struct Assignment: Sendable {
    /// A row and a column that may be paired.
    package struct Pair: Sendable {
        package let row: Int
        package let column: Int
        /// Above zero.
        package let gain: Int

        package init(row: Int, column: Int, gain: Int) {
            self.row = row
            self.column = column
            self.gain = gain
        }
    }

    /// The column of each row, or -1.
    package private(set) var columns: [Int] = []
    /// The row of each column, or -1.
    package private(set) var rows: [Int] = []

    private var firstPair: [Int] = []
    private var price: [Int] = []
    private var distance: [Int] = []
    private var cameFrom: [Int] = []
    private var isScanned: [Bool] = []
    private var touched: [Int] = []

    package init() {}

    /// Finds the best pairs. `pairs` must be in order of row.
    package mutating func solve(rowCount: Int, columnCount: Int, pairs: [Pair]) {
        refill(&columns, count: rowCount, with: -1)
        refill(&rows, count: columnCount, with: -1)
        refill(&price, count: columnCount, with: 0)
        refill(&distance, count: columnCount, with: .max)
        refill(&cameFrom, count: columnCount, with: -1)
        refill(&isScanned, count: columnCount, with: false)
        refill(&firstPair, count: rowCount + 1, with: 0)
        var top = 0
        for pair in pairs {
            firstPair[pair.row + 1] += 1
            top = max(top, pair.gain)
        }
        for row in 0..<rowCount {
            precondition(firstPair[row + 1] == 0 || pairs[firstPair[row]].row == row, "pairs are in order of row")
            firstPair[row + 1] += firstPair[row]
        }
        for row in 0..<rowCount { place(row, pairs: pairs, top: top) }
    }

    /// Assigns a column to one more row, moving other rows where that improves the sum.
    private mutating func place(_ first: Int, pairs: [Pair], top: Int) {
        var row = first
        var reached = 0
        var givenUp = first
        var giveUpDistance = Int.max
        var end = -1
        while true {
            let own = columns[row]
            // The row's current cost; a row without a column pays nothing yet.
            var paid = 0
            if own >= 0 { paid = top - gain(of: row, own, in: pairs) - price[own] }
            for index in firstPair[row]..<firstPair[row + 1] {
                let column = pairs[index].column
                let there = reached + top - pairs[index].gain - price[column] - paid
                guard there < distance[column] else { continue }
                if distance[column] == .max { touched.append(column) }
                distance[column] = there
                cameFrom[column] = row
            }
            if reached + top - paid < giveUpDistance {
                giveUpDistance = reached + top - paid
                givenUp = row
            }
            let next = nearest()
            guard next >= 0, distance[next] < giveUpDistance else {
                reached = giveUpDistance
                break
            }
            reached = distance[next]
            isScanned[next] = true
            guard rows[next] >= 0 else {
                end = next
                break
            }
            row = rows[next]
        }
        augment(from: first, end: end, givenUp: givenUp)
        settle(reached)
    }

    private func gain(of row: Int, _ column: Int, in pairs: [Pair]) -> Int {
        for index in firstPair[row]..<firstPair[row + 1] where pairs[index].column == column {
            return pairs[index].gain
        }
        return 0
    }

    private func nearest() -> Int {
        var best = -1
        for column in touched where !isScanned[column] {
            if best < 0 || (distance[column], column) < (distance[best], best) { best = column }
        }
        return best
    }

    /// Shifts the columns along the path, which ends at a free column or at a row that gives up its own.
    private mutating func augment(from first: Int, end: Int, givenUp: Int) {
        var column = end
        if end < 0 {
            column = columns[givenUp]
            columns[givenUp] = -1
            guard givenUp != first else { return }
        }
        while true {
            let row = cameFrom[column]
            let left = columns[row]
            columns[row] = column
            rows[column] = row
            guard row != first else { return }
            column = left
        }
    }

    /// Updates the prices and clears the search.
    private mutating func settle(_ reached: Int) {
        for column in touched {
            if isScanned[column] { price[column] += distance[column] - reached }
            distance[column] = .max
            isScanned[column] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    private func refill<Element>(_ array: inout [Element], count: Int, with value: Element) {
        array.removeAll(keepingCapacity: true)
        for _ in 0..<count { array.append(value) }
    }
}
