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
            "\(path) exists already: a site key is never written over; keep it, or name another file"
        case .open(let path): "others may read the site key \(path): chmod 600 it, and ask who may have had it"
        case .forbidden(let path): "this account may not read the site key \(path): work as the one that it belongs to"
        case .unreadable(let path): "\(path) holds no site key: restore it from the backup"
        case .unwritable(let path, let cause): "cannot write \(path): \(cause)"
        }
    }
}
