/// Why no signing key is available.
package enum SiteKeyError: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case exists(String)
    case open(String)
    case forbidden(String)
    case unreadable(String)
    case unwritable(String, String)

    package var description: String {
        switch self {
        case .missing(let path):
            "there is no site key at \(path): make one with `relecture site-key create`, or name its file"
        case .exists(let path):
            "\(path) already exists: a site key is never overwritten; keep it, or name another file"
        case .open(let path): "others can read the site key \(path): chmod 600 it, and find out who may have copied it"
        case .forbidden(let path): "this account may not read the site key \(path): run as the account that owns it"
        case .unreadable(let path): "\(path) holds no site key: restore it from the backup"
        case .unwritable(let path, let cause): "cannot write \(path): \(cause)"
        }
    }
}
