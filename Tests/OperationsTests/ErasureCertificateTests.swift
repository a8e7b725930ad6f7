import Formats
import Foundation
import Operations
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ErasureCertificateTests {
    private static let facts: [String: CanonicalJSON] = [
        "requisition": .string("r1"), "reference": .string("2026/\"é\""), "partitions": .integer(5),
        "tickets": .integer(2),
        "rows": .object(["relecture.chunk": .integer(12)]),
        "footage": .array([.object(["sha256": .string("ab"), "size": .integer(7)])]),
        "copies": .array([.string("backups until then")]), "flag": .bool(true), "nothing": .null,
    ]

    private func certificate() throws -> ErasureCertificate {
        let folder = NSTemporaryDirectory() + "relecture-certificate-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ErasureCertificate(
            ErasureCertificateTests.facts, signedWith: try SiteKey.create(at: folder + "/site-key"))
    }

    @Test func readsBackWithItsSignature() throws {
        let certificate = try certificate()
        let read = try #require(ErasureCertificate(certificate.json.text))
        #expect(read.members == certificate.members && read.publicKey == certificate.publicKey)
        // As another JSON program might format it.
        let loose = certificate.json.text.replacing(",", with: ",\n  ")
        #expect(ErasureCertificate(loose)?.members == certificate.members)
    }

    @Test func anyOtherWordInItShows() throws {
        let text = try certificate().json.text
        for (old, new) in [
            (":12", ":11"), ("backups until then", "backups until now"), (#""flag":true"#, #""flag":1"#),
        ] {
            #expect(text.contains(old) && ErasureCertificate(text.replacing(old, with: new)) == nil, "\(old)")
        }
        #expect(ErasureCertificate("{}") == nil && ErasureCertificate("") == nil)
    }

    @Test func textSaysWhatIsSigned() throws {
        let text = try certificate().text
        for line in [
            "  12 rows of relecture.chunk", "  5 partitions", "  2 tickets", "  backups until then", "  ab  7 bytes",
            "(1 files;", "requisition  r1",
        ] {
            #expect(text.contains(line), "\(line)")
        }
    }
}
