import Crypto
import Footage
import Foundation

/// Digests as results state them.
package enum Digests {
    /// `sha256:` and the hexadecimal SHA-256 of the text in UTF-8.
    package static func sha256(_ text: String) -> String {
        "sha256:" + SHA256.hash(data: Data(text.utf8)).hexadecimal
    }
}
