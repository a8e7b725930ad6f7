import Catalogue
import Foundation
import Glibc

/// Verifies from a bag alone that it is complete and unchanged since it was signed.
package struct BagVerifier {
    /// The result of a successful verification.
    package struct Report: Hashable, Sendable {
        /// Number of payload files.
        package let files: Int
        /// The signer's public key.
        package let publicKey: String
    }

    private let folder: String

    /// - Parameter path: The bag's folder.
    package init(path: String) {
        folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Verifies signature, manifests and every file, and rejects files that no manifest lists.
    ///
    /// - Parameter publicKey: The site's public key; nil accepts any key, and the report names it.
    /// - Throws: `BagError` for the first fault found.
    package func verify(publicKey: String? = nil) throws -> Report {
        // Never read a link or a pipe, here as anywhere else.
        for name in ["bagit.txt", BagDigest.tagManifest, BagDigest.manifest, BagSignature.file] {
            try requireFile(name)
        }
        guard FileManager.default.fileExists(atPath: folder + "/bagit.txt"), let tags = manifest(BagDigest.tagManifest),
            let payload = manifest(BagDigest.manifest)
        else { throw BagError.noBag(folder) }
        let key = try verifySignature(publicKey)
        for required in ["bagit.txt", "bag-info.txt", BagDigest.manifest] where tags[required] == nil {
            throw BagError.missing(required)
        }
        for (name, digest) in (tags.merging(payload) { $1 }).sorted(by: { $0.key < $1.key }) {
            try requireFile(name)
            guard let found = BagDigest.sha512(file: "\(folder)/\(name)") else { throw BagError.missing(name) }
            guard found == digest else { throw BagError.changed(name) }
        }
        let known = Set(tags.keys).union(payload.keys).union([BagDigest.tagManifest, BagSignature.file])
        for name in try files().sorted() where !known.contains(name) { throw BagError.unlisted(name) }
        return Report(files: payload.count, publicKey: key)
    }

    private func verifySignature(_ publicKey: String?) throws -> String {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(BagSignature.file)"),
            let signature = BagSignature(data)
        else { throw BagError.unsigned }
        guard let text = text(BagDigest.tagManifest),
            SiteKey.isValid(signature: signature.signature, of: text, by: signature.key)
        else { throw BagError.badSignature }
        if let publicKey, signature.key != publicKey.lowercased() { throw BagError.otherKey(signature.key) }
        return signature.key
    }

    private func text(_ name: String) -> String? { try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

    /// Returns digests by file path; nil if there is no such manifest or it names files outside the bag.
    private func manifest(_ name: String) -> [String: String]? {
        guard let text = text(name) else { return nil }
        var digests: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2 else { return nil }
            let path = parts[1].trimmingCharacters(in: .whitespaces)
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
            digests[path] = parts[0].lowercased()
        }
        return digests
    }

    /// Accepts missing files, which are reported separately.
    private func requireFile(_ name: String) throws {
        let path = "\(folder)/\(name)"
        var about = stat()
        guard lstat(path, &about) == 0 else { return }
        guard about.st_mode & S_IFMT == S_IFREG else { throw BagError.notAFile(name) }
    }

    /// Lists everything in the bag except folders. Links are not followed, since they may lead outside it.
    private func files(below parent: String = "") throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(parent)") else {
            throw BagError.unlistable(parent.isEmpty ? folder : parent)
        }
        return try names.flatMap { name -> [String] in
            let path = parent.isEmpty ? name : "\(parent)/\(name)"
            var about = stat()
            let isFolder = lstat("\(folder)/\(path)", &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
            return isFolder ? try files(below: path) : [path]
        }
    }
}
