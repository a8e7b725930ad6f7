package import Foundation

/// Writes a bag (RFC 8493, version 1.0) with SHA-512 manifests, signed with the site key.
///
/// The signature covers the text of the tag manifest, which holds the digest of every other tag file and, through the
/// payload manifest, of every payload byte. It is stored in `signature.json`, which no manifest can list.
///
/// Until it is published the bag is a hidden folder next to its destination, readable only by its owner (as the bag is
/// too) and named after the machine and process that write it. Drafts of killed processes are removed by the next bag
/// of the same name, and by the erasure of the requisition, which knows the destination.
package struct BagWriter {
    private let place: URL
    private let folder: URL
    private var payload: [String: (digest: String, size: Int)] = [:]

    /// Starts the draft of a bag that will be published at `path`.
    ///
    /// - Throws: `BagError`; never touches anything that exists at `path`.
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

    /// Name prefix of a bag's drafts on this machine; the process id follows.
    private static func prefix(of place: URL) -> String {
        ".\(place.lastPathComponent).draft-\(ProcessInfo.processInfo.hostName)-"
    }

    /// Removes drafts of a bag left by killed processes of this machine.
    ///
    /// - Returns: Paths of drafts that could not be removed or that other processes are writing now.
    static func removeDrafts(of path: String) -> [String] {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        let parent = place.deletingLastPathComponent()
        // Older versions left the machine's name out of the draft's name.
        let prefixes = [prefix(of: place), ".\(place.lastPathComponent).draft-"]
        var left: [String] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
            let numbers = prefixes.compactMap { name.hasPrefix($0) ? Int32(name.dropFirst($0.count)) : nil }
            guard let process = numbers.first else { continue }
            let draft = parent.appendingPathComponent(name)
            // This process has no draft now; a draft with its id is from an earlier process with the same id.
            let isWritten = process != getpid() && (kill(process, 0) == 0 || errno != ESRCH)
            if isWritten || (try? FileManager.default.removeItem(at: draft)) == nil { left.append(draft.path) }
        }
        return left
    }

    /// Adds a payload file.
    ///
    /// - Parameter name: Path below `data/`, in characters that every file system accepts.
    package mutating func add(_ name: String, _ text: String) throws {
        let path = "data/\(name)"
        try write(path, text)
        payload[path] = (BagDigest.sha512(Data(text.utf8)), text.utf8.count)
    }

    /// Adds a payload file written piece by piece by `writing`. If that throws, the error is rethrown and nothing is
    /// added.
    ///
    /// - Returns: The file's SHA-512 in hexadecimal.
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

    /// Moves the finished bag to its destination in one step.
    package func publish() throws {
        do {
            try FileManager.default.moveItem(at: folder, to: place)
        } catch {
            throw FileManager.default.fileExists(atPath: place.path)
                ? BagError.exists(place.path) : BagError.unwritable(place.path, error.localizedDescription)
        }
    }

    /// Deletes the draft of a bag that will not be published.
    package func discard() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes the tag files, manifests and signature.
    ///
    /// - Returns: The SHA-512 of the tag manifest in hexadecimal, which identifies the bag.
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

    /// Joins a value into one line, so that it cannot pass for another label.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
