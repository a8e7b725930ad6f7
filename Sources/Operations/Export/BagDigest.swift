import Crypto
import Footage
import Foundation
import Glibc

/// File names and digests of a bag's manifests.
enum BagDigest {
    static let manifest = "manifest-sha512.txt"
    static let tagManifest = "tagmanifest-sha512.txt"

    /// Returns 128 hexadecimal digits.
    static func sha512(_ data: Data) -> String { SHA512.hash(data: data).hexadecimal }

    /// Hashes a file, 1 MiB at a time; nil if it cannot be read or is not a regular file.
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
