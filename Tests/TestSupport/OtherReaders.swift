import Foundation

/// Third-party readers of our formats, from the Python environment that `deploy/prepare --tests` creates.
package enum OtherReaders {
    private static let python: String = {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? "/root")/.cache"
        return cache + "/relecture/test-python/bin/python"
    }()

    package static var areInstalled: Bool { FileManager.default.isExecutableFile(atPath: python) }

    /// Runs a script to completion. Returns its output, or throws its standard error.
    package static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script] + arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NeverHappened(description: complaint) }
        return text
    }
}
