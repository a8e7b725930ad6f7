import Exporting
package import Foundation

/// Writes a bag (RFC 8493, version 1.0) with SHA-512 manifests, signed with the site key.
///
/// The signature is over the text of the tag manifest, which holds the digest of every other tag file and, through the
/// payload manifest, of every byte of the payload. It stands in `signature.json`, which no manifest can hold.
///
/// Until it is published the bag is a hidden folder beside its place, named after the process that writes it: whoever is
/// killed while writing leaves no half bag behind. The next bag of the same name removes what a dead process left.
package struct BagWriter {
    private let place: URL
    private let folder: URL
    private var payload: [String: (digest: String, size: Int)] = [:]

    /// - Throws: `BagError`; nothing that is at `path` already is touched.
    package init(at path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw BagError.exists(path) }
        place = URL(fileURLWithPath: path).standardizedFileURL
        folder = BagWriter.draft(of: place, process: getpid())
        BagWriter.removeDrafts(of: place)
        do {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("data"), withIntermediateDirectories: true)
        } catch {
            throw BagError.unwritable(path, error.localizedDescription)
        }
    }

    private static func draft(of place: URL, process: Int32) -> URL {
        place.deletingLastPathComponent().appendingPathComponent(".\(place.lastPathComponent).draft-\(process)")
    }

    /// Those of processes that are no more, and of this one.
    private static func removeDrafts(of place: URL) {
        let parent = place.deletingLastPathComponent()
        let prefix = ".\(place.lastPathComponent).draft-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
            guard name.hasPrefix(prefix), let process = Int32(name.dropFirst(prefix.count)),
                process == getpid() || kill(process, 0) != 0 && errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
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

    /// Adds a file of the payload that somebody writes piece by piece. What he throws is thrown, and nothing is added.
    ///
    /// - Returns: its SHA-512, hexadecimal.
    package mutating func add(_ name: String, writing: (FileHandle) async throws -> Void) async throws -> String {
        let path = "data/\(name)"
        try write(path, "")
        let file = folder.appendingPathComponent(path)
        do {
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try await writing(handle)
        } catch {
            try? FileManager.default.removeItem(at: file)
            throw error
        }
        guard let digest = BagDigest.sha512(file: file.path),
            let about = try? FileManager.default.attributesOfItem(atPath: file.path),
            let size = (about[.size] as? NSNumber)?.intValue
        else { throw BagError.unwritable(file.path, "it cannot be read back") }
        payload[path] = (digest, size)
        return digest
    }

    /// Puts the finished bag at its place, at once.
    package func publish() throws {
        do {
            try FileManager.default.moveItem(at: folder, to: place)
        } catch {
            throw FileManager.default.fileExists(atPath: place.path)
                ? BagError.exists(place.path) : BagError.unwritable(place.path, error.localizedDescription)
        }
    }

    /// Removes what was written; for a bag that is not to be.
    package func discard() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes what makes the folder a bag.
    ///
    /// - Returns: the SHA-512 of the tag manifest, hexadecimal: what the bag can be known by.
    @discardableResult
    package func finish(info: [(label: String, value: String)], signedWith key: SiteKey) throws -> String {
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
        return BagDigest.sha512(Data(manifest.utf8))
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
