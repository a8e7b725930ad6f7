import Crypto
import Footage
import Foundation

/// Digests in the form that results use.
package enum Digests {
    /// Returns `sha256:` and the hexadecimal SHA-256 of the text in UTF-8.
    package static func sha256(_ text: String) -> String {
        "sha256:" + SHA256.hash(data: Data(text.utf8)).hexadecimal
    }

    /// Returns the same digest for a file's bytes, which it reads in blocks.
    package static func sha256(ofFile path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var hash = SHA256()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        return "sha256:" + hash.finalize().hexadecimal
    }
}
