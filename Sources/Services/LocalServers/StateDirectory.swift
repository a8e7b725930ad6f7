import Foundation

/// The paths of all files of one pair of servers.
struct StateDirectory: Sendable {
    let path: String

    init(_ path: String) {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        self.path = URL(filePath: absolute).standardizedFileURL.path(percentEncoded: false).trimmedSlash
    }

    var stateFile: String { path + "/servers.json" }
    var data: String { path + "/pg" }
    var sockets: String { path + "/pgsock" }
    var databaseLogs: String { path + "/pglog" }
    var databaseLog: String { databaseLogs + "/pg.log" }
    var broker: String { path + "/rabbit" }
    /// The broker's working directory.
    var node: String { broker + "/node" }
    /// The working directory of Erlang's port mapper.
    var mapper: String { broker + "/epmd" }
    var home: String { broker + "/home" }
    var brokerOutput: String { node + "/boot.log" }
    var brokerLog: String { node + "/log/rabbit.log" }

    /// A Unix socket's path is limited to 107 bytes; in a deeper directory only TCP is used.
    var hasRoomForSocket: Bool { (sockets + "/.s.PGSQL.65535.lock").utf8.count <= 107 }

    var isMarked: Bool { FileManager.default.fileExists(atPath: stateFile) }

    /// Our own entries; nothing else is ever removed.
    private var entries: [String] {
        [data, data + ".new", sockets, databaseLogs, broker, stateFile + ".new", stateFile]
    }

    /// Creates the directory if needed.
    func create() throws {
        let manager = FileManager.default
        do {
            // Service accounts must be able to traverse it; entries below are closed to others.
            let mode = geteuid() == 0 ? 0o711 : 0o700
            try manager.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        } catch {
            throw LocalServerError.file(operation: "create", path: path, reason: Self.reason(error))
        }
    }

    /// Throws if the directory contains anything else. Call under the lock, because a concurrent start fills it.
    func refuseForeign() throws(LocalServerError) {
        guard !isMarked else { return }
        // A start killed before writing its state leaves only these entries.
        let contents = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard contents.allSatisfy({ $0 == "servers.json.new" }) else { throw .foreignDirectory(path) }
    }

    /// Creates a directory owned by `account` and closed to others.
    func make(_ directory: String, for account: ServiceAccount?) throws(LocalServerError) {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw .file(operation: "create", path: directory, reason: String(cString: strerror(errno)))
        }
        try give(directory, to: account)
    }

    /// Writes a file that only `account` can read.
    func write(_ text: String, to file: String, for account: ServiceAccount?) throws(LocalServerError) {
        let fresh = file + ".new"
        let created = FileManager.default.createFile(
            atPath: fresh, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard created else { throw .file(operation: "write", path: file, reason: String(cString: strerror(errno))) }
        try give(fresh, to: account)
        guard rename(fresh, file) == 0 else {
            throw .file(operation: "write", path: file, reason: String(cString: strerror(errno)))
        }
    }

    /// Removes our entries, and the directory itself if nothing else is in it.
    func removeAll() throws(LocalServerError) {
        for entry in entries where FileManager.default.fileExists(atPath: entry) {
            do {
                try FileManager.default.removeItem(atPath: entry)
            } catch {
                throw .file(operation: "remove", path: entry, reason: Self.reason(error))
            }
        }
        removeIfEmpty()
    }

    func removeIfEmpty() {
        rmdir(path)
    }

    private func give(_ path: String, to account: ServiceAccount?) throws(LocalServerError) {
        guard let account else { return }
        guard chown(path, account.user, account.group) == 0 else {
            throw .file(operation: "give away", path: path, reason: String(cString: strerror(errno)))
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return underlying.map { String(cString: strerror(Int32($0.code))) } ?? "\(error)"
    }
}

extension String {
    fileprivate var trimmedSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
