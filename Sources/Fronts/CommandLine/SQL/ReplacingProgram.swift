import Foundation
import Glibc

/// Another program on the search path, which replaces this process.
struct ReplacingProgram {
    private let path: String

    /// - Parameter package: The package to suggest when the program is missing.
    init(_ name: String, package: String) throws {
        let folders = (Surroundings.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        let places = folders.map { "\($0)/\(name)" }
        guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
            throw CommandError("\(name) is not installed: install the package \(package)")
        }
        path = found
    }

    /// Replaces this process. Returns only on failure, with the error.
    func replaceProcess(arguments: [String], environment: [String: String]) throws -> CommandError {
        var all = Surroundings.current.environment.filter { !$0.key.hasPrefix("RELECTURE_") }
        all.merge(environment) { $1 }
        let words = arguments.map { strdup($0) } + [nil]
        let variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        // The calling pool thread blocks signals, and exec passes on blocked and ignored signals: reset both.
        signal(SIGPIPE, SIG_DFL)
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        execve(path, words, variables)
        return CommandError("cannot start \(path): \(String(cString: strerror(errno)))")
    }

    /// Returns a path from which only the program that replaces this one can read these bytes.
    static func inherited(_ bytes: Data) throws -> String {
        var template = Array((FileManager.default.temporaryDirectory.path + "/relecture-sql-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw CommandError("cannot write a temporary file: \(String(cString: strerror(errno)))")
        }
        unlink(template)
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: bytes)
        return "/proc/self/fd/\(descriptor)"
    }
}
