import Foundation

/// Results go here, whole or not at all: a reader that is gone is an error.
enum StandardOutput {
    static func write(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    static func line(_ text: String) throws {
        try write(text + "\n")
    }
}
