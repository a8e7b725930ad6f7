import Foundation

/// The operating-system user of a server started by root, because PostgreSQL refuses to run as root.
struct ServiceAccount: Sendable, Equatable {
    let name: String
    let user: uid_t
    let group: gid_t

    /// Returns the account `name` if the caller is root; nil for ordinary users, whose servers run as themselves.
    static func forServer(_ name: String) throws(LocalServerError) -> ServiceAccount? {
        guard geteuid() == 0 else { return nil }
        guard let account = lookUp({ getpwnam_r(name, $0, $1, $2, $3) }) else { throw .noAccount(name) }
        return account
    }

    static func name(of user: uid_t) -> String {
        lookUp { getpwuid_r(user, $0, $1, $2, $3) }?.name ?? "\(user)"
    }

    private typealias Entry = UnsafeMutablePointer<passwd>

    private static func lookUp(
        _ find: (Entry, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<Entry?>) -> CInt
    ) -> ServiceAccount? {
        var entry = passwd()
        var found: Entry?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard let base = buffer.baseAddress, find(&entry, base, buffer.count, &found) == 0, found != nil else {
                return nil
            }
            return ServiceAccount(name: String(cString: entry.pw_name), user: entry.pw_uid, group: entry.pw_gid)
        }
    }
}
