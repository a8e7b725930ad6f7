import Foundation

/// A catalogued file, opened read-only. A child process receives its descriptors instead of a path.
///
/// The open descriptors keep referring to the same file, even if its name is moved or replaced.
package final class OpenedFootage: Sendable {
    /// Identifies one state of a file: any write or replacement changes it.
    struct State: Equatable {
        let device: UInt64
        let inode: UInt64
        let size: Int64
        let modified: Int64
    }

    /// Used in messages only.
    package let path: String
    /// SHA-256 of the whole file, as imported; empty if unknown.
    package let digest: String
    /// Two descriptors, because a review reads the file at two positions at once, each with its own read-ahead.
    package let descriptors: [Int32]
    let state: State

    /// Opens the file twice for reading.
    ///
    /// - Throws: `POSIXError` if the path cannot be opened or is not a regular file.
    package init(path: String, digest: String = "") throws {
        let first = try OpenedFootage.open(path)
        do {
            guard let state = OpenedFootage.state(of: first) else { throw POSIXError(.EISDIR) }
            // Reopen through the descriptor: the name may lead to another file by now.
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

    /// Whether the file is unmodified since it was opened.
    package var isUnchanged: Bool { OpenedFootage.state(of: descriptors[0]) == state }

    /// Returns up to `count` bytes from the start of the file.
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
        // O_NONBLOCK keeps open() from waiting for a writer if the path is a pipe; it has no effect on regular files.
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
