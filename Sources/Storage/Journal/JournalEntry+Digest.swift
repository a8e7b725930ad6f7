import Crypto
import Footage
package import Foundation

extension JournalEntry {
    /// Returns the digest by which an entry refers to content too long to include.
    package static func digest(of bytes: Data) -> String {
        "sha256:\(Array(SHA256.hash(data: bytes)).hexadecimal)"
    }
}
