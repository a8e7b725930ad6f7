import Crypto
import Foundation

/// Digests as results state them.
package enum Digests {
    /// `sha256:` and the hexadecimal SHA-256 of the text in UTF-8.
    package static func sha256(_ text: String) -> String {
        let digits = Array("0123456789abcdef")
        return "sha256:"
            + SHA256.hash(data: Data(text.utf8)).map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    }
}
