import Crypto
import Erasure
import Footage
import Foundation
import Operations
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ExportEraserTests {
    private let eraser = ExportEraser(host: "here")

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "relecture-exports-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func export(_ path: String, _ digest: String, host: String = "here") -> ExportedFile {
        ExportedFile(id: "1", kind: "bag", path: path, host: host, digest: digest)
    }

    @Test func fileGoesOnlyIfItIsWhatWasExported() throws {
        try withFolder { folder in
            let path = folder + "/timeline.json"
            let data = Data("found".utf8)
            try data.write(to: URL(fileURLWithPath: path))
            let digest = SHA256.hash(data: data).hexadecimal
            #expect(eraser.erase(export(path, digest, host: "there")) == .elsewhere(host: "there"))
            #expect(
                eraser.erase(export(path, SHA256.hash(data: Data()).hexadecimal))
                    == .left("it was changed since it was exported"))
            #expect(FileManager.default.fileExists(atPath: path))
            let link = folder + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(eraser.erase(export(link, digest)) == .left("it is a link or a device now"))
            #expect(eraser.erase(export(path, "sha256:\(digest)")) == .deleted)
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(eraser.erase(export(path, digest)) == .gone)
        }
    }

    @Test func whatAKilledExportLeftGoesAndWhatIsBeingWrittenIsToldOf() throws {
        try withFolder { folder in
            // No process has the first number; process 1 always exists.
            let draft = "\(folder)/.bag.draft-\(ProcessInfo.processInfo.hostName)-"
            let unfinished = export(folder + "/bag", "")
            for process in ["2147483647", "1"] {
                try FileManager.default.createDirectory(
                    atPath: "\(draft)\(process)/data", withIntermediateDirectories: true)
            }
            guard case .refused(let words) = eraser.erase(unfinished) else {
                return #expect(Bool(false), "the erasure was not refused")
            }
            #expect(words.contains(draft + "1 is being written"))
            #expect(!FileManager.default.fileExists(atPath: draft + "2147483647"))
            try FileManager.default.removeItem(atPath: draft + "1")
            #expect(eraser.erase(unfinished) == .gone)
            // A finished export to the same place by another run.
            try FileManager.default.createDirectory(atPath: folder + "/bag", withIntermediateDirectories: true)
            #expect(eraser.erase(unfinished) == .gone)
            #expect(FileManager.default.fileExists(atPath: folder + "/bag"))
        }
    }

    @Test func bagGoesOnlyIfNothingInItWasChangedOrAdded() throws {
        try withFolder { folder in
            let key = try SiteKey.create(at: folder + "/key")
            var bag = try BagWriter(at: folder + "/bag")
            try bag.add("report.html", "<p>")
            try bag.finish(info: [], signedWith: key)
            try bag.publish()
            let manifest = try Data(contentsOf: URL(fileURLWithPath: folder + "/bag/tagmanifest-sha512.txt"))
            let digest = SHA512.hash(data: manifest).hexadecimal
            guard case .left = eraser.erase(export(folder + "/bag", String(repeating: "0", count: 128))) else {
                Issue.record("another bag was deleted")
                return
            }
            let added = folder + "/bag/notes.txt"
            try Data("mine".utf8).write(to: URL(fileURLWithPath: added))
            guard case .left(let cause) = eraser.erase(export(folder + "/bag", digest)) else {
                Issue.record("a bag containing an unknown file was deleted")
                return
            }
            #expect(cause.contains("notes.txt"))
            try FileManager.default.removeItem(atPath: added)
            #expect(eraser.erase(export(folder + "/bag", digest)) == .deleted)
            #expect(!FileManager.default.fileExists(atPath: folder + "/bag"))
        }
    }
}
