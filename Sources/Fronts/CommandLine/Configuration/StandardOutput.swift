import Foundation

/// Standard output: receives results, whole or not at all. A reader that has gone away is an error.
enum StandardOutput {
    static func write(_ text: String) throws {
        try Surroundings.current.output(Data(text.utf8))
    }

    /// Writes a result to the named file, or to standard output if none is named.
    static func write(_ text: String, to output: String?) throws {
        guard let output else { return try write(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw CommandError("cannot write \(output): \(error.localizedDescription)")
        }
    }

    static func line(_ text: String) throws {
        try write(text + "\n")
    }
}

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
