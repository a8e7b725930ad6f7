/// A process of the cluster under test.
package enum Node: Hashable, Sendable, CustomStringConvertible {
    case coordinator(Int)
    case worker(Int)

    package var description: String {
        switch self {
        case .coordinator(let number): "coordinator-\(number)"
        case .worker(let number): "worker-\(number)"
        }
    }
}
