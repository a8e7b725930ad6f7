import Catalogue
import Chronology
import Crypto
import Decoding
import Footage
import Foundation
import Operations
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FootageVerifierTests {
    private static let block = Int(FootageDigests.blockSize)

    /// Provides a file of slightly more than two blocks, with its catalogue entry.
    private func withFile(_ body: (String, Data, CatalogueEntry) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "relecture-verify-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let data = Data(repeating: 7, count: 2 * Self.block + 100)
        let digests = stride(from: 0, to: data.count, by: Self.block).flatMap {
            Array(SHA256.hash(data: data[$0..<min($0 + Self.block, data.count)]))
        }
        let entry = CatalogueEntry(
            recording: Recording(
                id: RecordingID(rawValue: "r"), camera: CameraID(rawValue: "gate"),
                digest: Array(SHA256.hash(data: data)).hexadecimal, start: Timestamp(microseconds: 0), clock: "option",
                runs: [], damage: []),
            store: "default", path: "clip.bin", originalName: "clip.bin", size: Int64(data.count),
            blockDigests: digests,
            container: "mov", codec: "h264", width: 1, height: 1, frames: 1, clockText: "", timeSource: .container)
        try data.write(to: URL(fileURLWithPath: folder + "/clip.bin"))
        try await body(folder + "/clip.bin", data, entry)
    }

    @Test func whatBecameOfAFileIsToldApartWithItsPlace() async throws {
        try await withFile { path, data, entry in
            let file = URL(fileURLWithPath: path)
            let same = try await FootageVerifier.verify(entry, at: ["/nowhere/clip.bin", path])
            #expect(same.result == .unchanged && same.path == path && same.block == nil)

            var changed = data
            changed[Self.block + 5] ^= 1
            try changed.write(to: file)
            let verdict = try await FootageVerifier.verify(entry, at: [path])
            #expect(verdict.result == .changed && verdict.block?.number == 2)
            #expect(verdict.block?.bytes == Int64(Self.block)..<Int64(2 * Self.block))

            try data.dropLast(1).write(to: file)
            let shorter = try await FootageVerifier.verify(entry, at: [path])
            #expect(shorter.result == .shorter && shorter.block?.number == 3 && shorter.size == Int64(data.count - 1))

            try (data + Data([0])).write(to: file)
            let longer = try await FootageVerifier.verify(entry, at: [path])
            #expect(longer.result == .longer && longer.block?.number == 3)

            try Data().write(to: file)
            let empty = try await FootageVerifier.verify(entry, at: [path])
            #expect(empty.result == .shorter && empty.block?.number == 1)

            try FileManager.default.removeItem(at: file)
            let missing = try await FootageVerifier.verify(entry, at: [path])
            #expect(missing.result == .missing && missing.size == nil)
            let rootless = try await FootageVerifier.verify(entry, at: [])
            #expect(rootless.result == .missing && rootless.detail.contains("default"))
        }
    }
}
