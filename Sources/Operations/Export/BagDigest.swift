import Crypto
import Footage
import Foundation
import Glibc

/// What the manifests of a bag hold.
enum BagDigest {
    static let manifest = "manifest-sha512.txt"
    static let tagManifest = "tagmanifest-sha512.txt"

    /// 128 hexadecimal digits.
    static func sha512(_ data: Data) -> String { SHA512.hash(data: data).hexadecimal }

    /// That of a file, a mebibyte at a time; nil if it cannot be read or is none.
    static func sha512(file path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG else { return nil }
        var hash = SHA512()
        do {
            while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
        } catch {
            return nil
        }
        return hash.finalize().hexadecimal
    }
}
