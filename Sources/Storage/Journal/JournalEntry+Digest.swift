import Crypto
import Footage
package import Foundation

extension JournalEntry {
    /// How an entry names what is too long to stand in it.
    package static func digest(of bytes: Data) -> String {
        "sha256:\(Array(SHA256.hash(data: bytes)).hexadecimal)"
    }
}
