import Foundation
import Glibc

/// A file that only its owner can read. It appears whole or not at all, and replaces an existing file only if told to.
struct PrivateFile {
    private let path: String
    private let overwrites: Bool

    /// Fails at once if the file exists and may not be overwritten, rather than after the work.
    init(at path: String, overwriting: Bool) throws {
        self.path = path
        overwrites = overwriting
        var status = stat()
        if lstat(path, &status) == 0, !overwriting { throw PrivateFile.exists(path) }
    }

    func write(_ text: String) throws {
        let draft = "\(path).\(getpid()).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw PrivateFile.failure(path) }
        defer { unlink(draft) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            throw CommandError("cannot write \(path): \(error.localizedDescription)")
        }
        // Unlike `rename`, `link` never replaces a file that appeared there meanwhile.
        guard (overwrites ? rename(draft, path) : link(draft, path)) == 0 else {
            throw errno == EEXIST ? PrivateFile.exists(path) : PrivateFile.failure(path)
        }
    }

    private static func exists(_ path: String) -> CommandError {
        CommandError("\(path) exists: name another file, or give --force to overwrite it")
    }

    private static func failure(_ path: String) -> CommandError {
        CommandError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
