import Foundation

/// An open file that is being imported; closed when its owner is destroyed.
struct FootageFile: ~Copyable {
    let path: String
    let descriptor: Int32
    let size: Int64
    let signature: FileSignature
    private let modified: timespec

    /// Opens a file for import.
    ///
    /// - Throws: `IntakeFailure` for anything but a readable, non-empty regular file.
    init(path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FootageFile.failure(path, errno) }
        // Check before opening: opening a pipe would wait for a writer.
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw IntakeFailure(.notAFile, path: path, "is not a file; give video files, or folders that hold them")
        }
        guard status.st_size > 0 else {
            throw IntakeFailure(.empty, path: path, "is empty; copy it again from the original")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FootageFile.failure(path, errno) }
        try self.init(descriptor: descriptor, path: path)
    }

    /// Takes ownership of an open descriptor; `path` is used only for messages and for its suffix.
    init(descriptor: Int32, path: String) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw FootageFile.failure(path, code)
        }
        self.path = path
        self.descriptor = descriptor
        size = Int64(status.st_size)
        modified = status.st_mtim
        let head = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
        signature = FileSignature(head: head, suffix: (path as NSString).pathExtension.lowercased())
    }

    deinit { close(descriptor) }

    /// Returns another descriptor of the same file with its own read-ahead; the caller must close it.
    func reopened() throws -> Int32 {
        let second = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard second >= 0 else { throw FootageFile.failure(path, errno) }
        return second
    }

    /// Whether size and modification time are the same as when the file was opened.
    var isUnchanged: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && Int64(status.st_size) == size
            && status.st_mtim.tv_sec == modified.tv_sec && status.st_mtim.tv_nsec == modified.tv_nsec
    }

    private static func failure(_ path: String, _ code: Int32) -> IntakeFailure {
        switch code {
        case ENOENT, ENOTDIR:
            IntakeFailure(.missing, path: path, "does not exist; check the path")
        case EACCES, EPERM:
            IntakeFailure(.notReadable, path: path, "is not readable by this user; grant read access to it")
        default:
            IntakeFailure(.notReadable, path: path, "cannot be opened (\(String(cString: strerror(code))))")
        }
    }
}
