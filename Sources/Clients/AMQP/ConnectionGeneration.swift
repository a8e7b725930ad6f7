import Synchronization

/// Identifies one connection of this process.
package struct ConnectionGeneration: Hashable, Sendable {
    private static let last = Atomic<UInt64>(0)

    private let number: UInt64

    private init(number: UInt64) {
        self.number = number
    }

    static func next() -> ConnectionGeneration {
        ConnectionGeneration(number: last.wrappingAdd(1, ordering: .relaxed).newValue)
    }
}
