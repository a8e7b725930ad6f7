import Foundation
import Glibc

/// Another program in the search path, which takes the place of this one.
struct ReplacingProgram {
    private let path: String

    /// - Parameter package: what to install where it is missing.
    init(_ name: String, package: String) throws {
        let folders = (Surroundings.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        let places = folders.map { "\($0)/\(name)" }
        guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
            throw CommandError("\(name) is not installed: install the package \(package)")
        }
        path = found
    }

    /// Returns only where it could not be done.
    func replaceProcess(arguments: [String], environment: [String: String]) throws -> CommandError {
        var all = Surroundings.current.environment.filter { !$0.key.hasPrefix("RELECTURE_") }
        all.merge(environment) { $1 }
        let words = arguments.map { strdup($0) } + [nil]
        let variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        // This thread belongs to a pool that blocks signals, and a program inherits what is blocked and ignored.
        signal(SIGPIPE, SIG_DFL)
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        execve(path, words, variables)
        return CommandError("cannot start \(path): \(String(cString: strerror(errno)))")
    }

    /// A path at which the program that takes this one's place, and nobody else, reads these bytes.
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
