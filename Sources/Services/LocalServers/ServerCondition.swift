/// The state of one private server.
package enum ServerCondition: Sendable, Equatable, CustomStringConvertible {
    case running(process: Int32)
    /// Running but not answering: starting, stopping, or hung.
    case silent(process: Int32)
    case stopped

    package var description: String {
        switch self {
        case .running(let process): "running (process \(process))"
        case .silent(let process): "not answering (process \(process))"
        case .stopped: "stopped"
        }
    }

    init(process: Int32?, answers: Bool) {
        self = process.map { answers ? .running(process: $0) : .silent(process: $0) } ?? .stopped
    }
}
