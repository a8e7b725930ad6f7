import Foundation

/// Keeps two commands from working on the same directory at once. Uses flock on the directory itself, so that no lock
/// file is left behind and the kernel releases the lock when the holder dies.
struct DirectoryLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Releases the lock. To be called once.
    func release() {
        close(descriptor)
    }

    /// Takes the lock. `prepare` runs before each try, to create the directory in case another command has just removed
    /// it.
    static func take(
        _ path: String, within limit: Duration, prepare: @Sendable () throws -> Void = {}
    ) async throws -> DirectoryLock {
        let deadline = ContinuousClock.now + limit
        while true {
            try prepare()
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw LocalServerError.file(operation: "open", path: path, reason: reason)
            }
            let lock = DirectoryLock(descriptor: descriptor)
            // The last holder may have removed the directory, and another command may have created a new one of the
            // same name.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, lock.isStill(path) { return lock }
            lock.release()
            guard ContinuousClock.now < deadline else { throw LocalServerError.busy(path) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func isStill(_ path: String) -> Bool {
        var held = stat()
        var named = stat()
        return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }
}
