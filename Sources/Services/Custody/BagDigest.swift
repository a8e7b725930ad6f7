import Crypto
import Footage
import Foundation

/// What the manifests of a bag hold.
enum BagDigest {
    static let manifest = "manifest-sha512.txt"
    static let tagManifest = "tagmanifest-sha512.txt"

    /// 128 hexadecimal digits.
    static func sha512(_ data: Data) -> String { SHA512.hash(data: data).hexadecimal }

    /// That of a file, a mebibyte at a time; nil if it cannot be read.
    static func sha512(file path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        var hash = SHA512()
        do {
            while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
        } catch {
            return nil
        }
        return hash.finalize().hexadecimal
    }
}
