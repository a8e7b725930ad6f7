import Crypto
import Footage
import Foundation
import Glibc

/// The key with which a site signs what it exports: Ed25519 (RFC 8032), kept in a file that only its owner may read.
package struct SiteKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Creates a key and stores it in a new file; never overwrites one.
    ///
    /// - Throws: `SiteKeyError`.
    package static func create(at path: String) throws -> SiteKey {
        let key = Curve25519.Signing.PrivateKey()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard file >= 0 else {
            throw errno == EEXIST
                ? SiteKeyError.exists(path) : SiteKeyError.unwritable(path, String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((key.rawRepresentation.base64EncodedString() + "\n").utf8))
            try handle.synchronize()
        } catch {
            unlink(path)
            throw SiteKeyError.unwritable(path, error.localizedDescription)
        }
        return SiteKey(key: key)
    }

    private init(key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// Reads the key from its file.
    ///
    /// - Throws: `SiteKeyError`, including when users other than the owner may read the file.
    package init(path: String) throws {
        var about = stat()
        guard stat(path, &about) == 0 else { throw SiteKeyError.missing(path) }
        guard about.st_mode & 0o077 == 0 else { throw SiteKeyError.open(path) }
        guard access(path, R_OK) == 0 else { throw SiteKeyError.forbidden(path) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let bytes = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { throw SiteKeyError.unreadable(path) }
        self.key = key
    }

    /// The public key as 64 hexadecimal digits.
    package var publicKey: String { key.publicKey.rawRepresentation.hexadecimal }

    /// Returns the signature as 128 hexadecimal digits.
    package func signature(of text: String) throws -> String {
        try key.signature(for: Data(text.utf8)).hexadecimal
    }

    /// Returns whether the signature of a text was made with the private key that belongs to `publicKey`.
    package static func isValid(signature: String, of text: String, by publicKey: String) -> Bool {
        guard let bytes = [UInt8](hexadecimal: publicKey), let signed = [UInt8](hexadecimal: signature),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return false }
        return key.isValidSignature(signed, for: Data(text.utf8))
    }
}

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
