import Foundation

/// Results go here, whole or not at all: a reader that is gone is an error.
enum StandardOutput {
    static func write(_ text: String) throws {
        try Surroundings.current.output(Data(text.utf8))
    }

    /// Writes a result to the file that an option names, else here.
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
