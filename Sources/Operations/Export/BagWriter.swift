package import Foundation

/// Writes a bag (RFC 8493, version 1.0) with SHA-512 manifests, signed with the site key.
///
/// The signature is over the text of the tag manifest, which holds the digest of every other tag file and, through the
/// payload manifest, of every byte of the payload. It stands in `signature.json`, which no manifest can hold.
///
/// Until it is published the bag is a hidden folder beside its place, named after the machine and the process that
/// write it, and for its owner alone, as the bag is. What a killed process left is removed by the next bag of the same
/// name, and by the erasure of the requisition, which knows the place.
package struct BagWriter {
    private let place: URL
    private let folder: URL
    private var payload: [String: (digest: String, size: Int)] = [:]

    /// - Throws: `BagError`; nothing that is at `path` already is touched.
    package init(at path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw BagError.exists(path) }
        place = URL(fileURLWithPath: path).standardizedFileURL
        folder = place.deletingLastPathComponent()
            .appendingPathComponent("\(BagWriter.prefix(of: place))\(getpid())")
        try? FileManager.default.removeItem(at: folder)
        _ = BagWriter.removeDrafts(of: place.path)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("data"), withIntermediateDirectories: false)
        } catch {
            throw BagError.unwritable(path, error.localizedDescription)
        }
    }

    /// What the names of a bag's drafts of this machine begin with; the number of their process follows.
    private static func prefix(of place: URL) -> String {
        ".\(place.lastPathComponent).draft-\(ProcessInfo.processInfo.hostName)-"
    }

    /// Removes drafts of a bag that processes of this machine left when they were killed.
    ///
    /// - Returns: paths of drafts that could not be removed, or that other processes are writing now.
    static func removeDrafts(of path: String) -> [String] {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        let parent = place.deletingLastPathComponent()
        // The name of the machine is new: older drafts have none.
        let prefixes = [prefix(of: place), ".\(place.lastPathComponent).draft-"]
        var left: [String] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
            let numbers = prefixes.compactMap { name.hasPrefix($0) ? Int32(name.dropFirst($0.count)) : nil }
            guard let process = numbers.first else { continue }
            let draft = parent.appendingPathComponent(name)
            // This process writes none now: a number of its own is that of another life.
            let isWritten = process != getpid() && (kill(process, 0) == 0 || errno != ESRCH)
            if isWritten || (try? FileManager.default.removeItem(at: draft)) == nil { left.append(draft.path) }
        }
        return left
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
        try write(BagSignature.file, try BagSignature(of: manifest, by: key).text)
        return BagDigest.sha512(Data(manifest.utf8))
    }

    private func write(_ path: String, _ text: String) throws {
        let file = folder.appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw BagError.unwritable(
                place.path, "its draft \(folder.path) was removed while it was written; try again")
        }
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
