import Foundation

/// The user to which a child process switches if started by root.
package struct SandboxAccount: Codable, Equatable, Sendable {
    package let user: UInt32
    package let group: UInt32

    package init(user: UInt32, group: UInt32) {
        self.user = user
        self.group = group
    }

    /// The unprivileged user `nobody`, the same on every Linux.
    package static let nobody = SandboxAccount(user: 65_534, group: 65_534)

    /// Looks up an account by name. Returns nil if it does not exist or is root.
    package init?(named name: String) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        let account = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard getpwnam_r(name, &entry, buffer.baseAddress!, buffer.count, &found) == 0, found != nil else {
                return nil as SandboxAccount?
            }
            return SandboxAccount(user: entry.pw_uid, group: entry.pw_gid)
        }
        guard let account, account.user != 0, account.group != 0 else { return nil }
        self = account
    }
}
