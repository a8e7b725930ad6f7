package import Exporting
import Foundation

/// Writes a bag (RFC 8493, version 1.0) with SHA-512 manifests, signed with the site key.
///
/// The signature is over the text of the tag manifest, which holds the digest of every other tag file and, through the
/// payload manifest, of every byte of the payload. It stands in `signature.json`, which no manifest can hold.
package struct BagWriter {
    private let folder: URL
    private var payload: [String: (digest: String, size: Int)] = [:]

    /// - Throws: `BagError`; nothing that is at `path` already is touched.
    package init(at path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw BagError.exists(path) }
        folder = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("data"), withIntermediateDirectories: true)
        } catch {
            throw BagError.unwritable(path, error.localizedDescription)
        }
    }

    /// Adds a file of the payload.
    ///
    /// - Parameter name: its path below `data/`, of letters that every file system takes.
    package mutating func add(_ name: String, _ text: String) throws {
        let path = "data/\(name)"
        try write(path, text)
        payload[path] = (BagDigest.sha512(Data(text.utf8)), text.utf8.count)
    }

    /// Writes what makes the folder a bag.
    package func finish(info: [(label: String, value: String)], signedWith key: SiteKey) throws {
        let size = payload.values.reduce(0) { $0 + $1.size }
        let lines = info.map { "\($0.label): \(BagWriter.oneLine($0.value))\n" }
        let tags = [
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": lines.joined() + "Payload-Oxum: \(size).\(payload.count)\n",
            BagDigest.manifest: BagWriter.manifest(payload.mapValues(\.digest)),
        ]
        for (name, text) in tags { try write(name, text) }
        let manifest = BagWriter.manifest(tags.mapValues { BagDigest.sha512(Data($0.utf8)) })
        try write(BagDigest.tagManifest, manifest)
        let signature = CanonicalJSON.object([
            "format": .string(BagSignature.format), "file": .string(BagDigest.tagManifest),
            "key": .string(key.publicKey), "signature": .string(try key.signature(of: manifest)),
        ])
        try write(BagSignature.file, signature.text + "\n")
    }

    private func write(_ path: String, _ text: String) throws {
        let file = folder.appendingPathComponent(path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        } catch {
            throw BagError.unwritable(file.path, error.localizedDescription)
        }
    }

    private static func manifest(_ digests: [String: String]) -> String {
        digests.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
    }

    /// A value that a reader cannot take for another label.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
