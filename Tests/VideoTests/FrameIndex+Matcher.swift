import Footage

extension FrameIndex {
    /// Finds the index entry of each packet when the file is read again, in file order, from any position.
    struct Matcher {
        private let entries: [Entry]
        private let byPosition: [Int64: Int]
        private let byTime: [Int64: Int]
        private var expected: Int?

        fileprivate init(_ index: FrameIndex) {
            entries = index.entries
            byPosition = Matcher.places(index.entries.map(\.position))
            byTime = Matcher.places(index.entries.map(\.dts))
        }

        /// Returns the position in `entries`, or nil for a packet that the import did not see.
        ///
        /// `time` is the packet's decoding time, or its raw presentation time if the container has no other.
        mutating func entry(position: Int64?, time: Int64?) -> Int? {
            let found = next(position: position, time: time) ?? lookUp(position: position, time: time)
            expected = found.map { $0 + 1 } ?? expected
            return found
        }

        /// Returns the expected entry if position and time of the packet match it.
        private func next(position: Int64?, time: Int64?) -> Int? {
            guard let expected, expected < entries.count else { return nil }
            let entry = entries[expected]
            return entry.position == position && entry.dts == time ? expected : nil
        }

        private func lookUp(position: Int64?, time: Int64?) -> Int? {
            position.flatMap { byPosition[$0] } ?? time.flatMap { byTime[$0] }
        }

        /// Returns the positions of values that occur only once; others are ambiguous.
        private static func places(_ values: [Int64?]) -> [Int64: Int] {
            var places: [Int64: Int] = [:]
            var ambiguous: Set<Int64> = []
            for (place, value) in values.enumerated() {
                guard let value else { continue }
                if places.updateValue(place, forKey: value) != nil { ambiguous.insert(value) }
            }
            for value in ambiguous { places[value] = nil }
            return places
        }
    }

    /// Returns a matcher for one pass over the packets; seeking within the pass is allowed.
    func matcher() -> Matcher { Matcher(self) }
}
