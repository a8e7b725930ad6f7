import Analysis
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AssignmentTests {
    @Test func theGreatestSumWinsOverTheGreatestPair() {
        #expect(solve(2, 2, [(0, 0, 10), (0, 1, 9), (1, 0, 9)]) == [1, 0])
        #expect(solve(2, 2, [(0, 0, 20), (0, 1, 9), (1, 0, 9)]) == [0, -1])
    }

    @Test func aRowGivesItsOnlyColumnUpToOneThatGainsMore() {
        #expect(solve(2, 1, [(0, 0, 5), (1, 0, 6)]) == [-1, 0])
        #expect(solve(3, 2, [(0, 0, 5), (1, 0, 6), (1, 1, 2), (2, 1, 8)]) == [-1, 0, 1])
    }

    @Test func nothingToPairIsNoPair() {
        #expect(solve(0, 3, []) == [])
        #expect(solve(2, 0, []) == [-1, -1])
    }

    @Test(arguments: 0..<300)
    func noOtherPairingGainsMore(seed: Int) {
        var state = UInt64(seed + 1)
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let (rows, columns) = (1 + random(6), 1 + random(6))
        var pairs: [(Int, Int, Int)] = []
        for row in 0..<rows {
            for column in 0..<columns where random(3) > 0 { pairs.append((row, column, 1 + random(20))) }
        }
        let found = solve(rows, columns, pairs)
        #expect(Set(found.filter { $0 >= 0 }).count == found.count { $0 >= 0 }, "a column has at most one row")
        let gain = pairs.reduce(0) { $0 + (found[$1.0] == $1.1 ? $1.2 : 0) }
        #expect(gain == best(rows, pairs, from: 0, used: []))
    }

    private func solve(_ rows: Int, _ columns: Int, _ pairs: [(Int, Int, Int)]) -> [Int] {
        var assignment = Assignment()
        assignment.solve(
            rowCount: rows, columnCount: columns,
            pairs: pairs.map { Assignment.Pair(row: $0.0, column: $0.1, gain: $0.2) })
        return assignment.columns
    }

    /// Returns the best total by exhaustive search.
    private func best(_ rows: Int, _ pairs: [(Int, Int, Int)], from row: Int, used: Set<Int>) -> Int {
        guard row < rows else { return 0 }
        var most = best(rows, pairs, from: row + 1, used: used)
        for pair in pairs where pair.0 == row && !used.contains(pair.1) {
            most = max(most, pair.2 + best(rows, pairs, from: row + 1, used: used.union([pair.1])))
        }
        return most
    }
}
