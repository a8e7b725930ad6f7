import Foundation

/// A file of the catalogue, opened read-only: what a child process is given instead of a path.
///
/// Held open, it stays the same file whatever happens to its name.
package final class OpenedFootage: Sendable {
    /// Tells one state of a file from another.
    struct State: Equatable {
        let device: UInt64
        let inode: UInt64
        let size: Int64
        let modified: Int64
    }

    /// For messages.
    package let path: String
    /// SHA-256 of the whole file, as imported; empty where that is not known.
    package let digest: String
    /// Two, because a review reads a file in two places at once, each with a read-ahead of its own.
    package let descriptors: [Int32]
    let state: State

    /// Throws a `POSIXError` where it cannot be opened or is no file.
    package init(path: String, digest: String = "") throws {
        let first = try OpenedFootage.open(path)
        do {
            guard let state = OpenedFootage.state(of: first) else { throw POSIXError(.EISDIR) }
            // By the descriptor, not by the name, which may lead elsewhere by now.
            let second = try OpenedFootage.open("/proc/self/fd/\(first)")
            descriptors = [first, second]
            self.state = state
        } catch {
            close(first)
            throw error
        }
        self.path = path
        self.digest = digest
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    /// Whether nobody has written to the file since it was opened.
    package var isUnchanged: Bool { OpenedFootage.state(of: descriptors[0]) == state }

    /// The first bytes of the file.
    func head(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let wanted = min(count - bytes.count, 1 << 20)
            var code: Int32 = 0
            let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                let got = pread(descriptors[0], buffer.baseAddress, wanted, off_t(bytes.count))
                code = got < 0 ? errno : 0
                filled = max(0, got)
            }
            if code == EINTR { continue }
            guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }

    private static func open(_ path: String) throws -> Int32 {
        // Not waiting for a writer, should it be a pipe; a regular file knows no such waiting.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return descriptor
    }

    private static func state(of descriptor: Int32) -> State? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return State(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
            modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
    }
}
