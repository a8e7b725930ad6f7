import Foundation

/// Standard error: receives everything that is not a result.
enum StandardError {
    static func write(_ text: String) {
        try? Surroundings.current.errors(Data(text.utf8))
    }

    static func noteUnreachedBroker() {
        write("note: the broker could not be reached; workers will notice when they next renew their claims\n")
    }

    static var isTerminal: Bool { Surroundings.current.isTerminal }
}
