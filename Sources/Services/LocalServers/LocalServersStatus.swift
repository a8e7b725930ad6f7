/// The status of the servers in one directory.
package struct LocalServersStatus: Sendable, Equatable {
    package let directory: String
    package let database: ServerCondition
    package let broker: ServerCondition

    package var isRunning: Bool {
        if case .running = database, case .running = broker { true } else { false }
    }
}
