import Foundation

/// Keeps two commands from working on the same directory at once: flock on the directory itself, so that nothing is
/// left behind, and the kernel lets go when the holder dies.
struct DirectoryLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Lets the next one in; called once.
    func release() {
        close(descriptor)
    }

    /// `prepare` runs before each try, to make the directory that somebody may just have removed.
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
            // Whoever held it may have removed the directory, and a third made a new one of the same name.
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
