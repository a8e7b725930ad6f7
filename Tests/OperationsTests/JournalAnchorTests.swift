import Chronology
import Footage
import Formats
import Foundation
import Journal
import Operations
import Testing

@Suite(.timeLimit(.minutes(10)))
struct JournalAnchorTests {
    private static let head = JournalHead(
        id: 42, at: Timestamp(microseconds: 1_772_402_100_000_000), digest: (0..<32).map { UInt8($0 * 7) })

    private func withKey(_ body: (SiteKey, _ path: String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "relecture-custody-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/keys/site-key"
        try body(try SiteKey.create(at: path), path)
    }

    @Test func anchorReadsBackAndNamesItsKey() throws {
        try withKey { key, path in
            let text = try JournalAnchor(JournalAnchorTests.head, signedWith: key).json.text
            let anchor = try #require(JournalAnchor(text))
            #expect(anchor.head == JournalAnchorTests.head && anchor.publicKey == key.publicKey)
            #expect(try SiteKey(path: path).publicKey == key.publicKey)
        }
    }

    @Test func anchorThatWasChangedAnywhereIsRefused() throws {
        try withKey { key, _ in
            let text = try JournalAnchor(JournalAnchorTests.head, signedWith: key).json.text
            let bytes = Array(text.utf8)
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 1
                let read = JournalAnchor(String(decoding: changed, as: UTF8.self))
                // Only a change that leaves the content equal may be accepted.
                #expect(read == nil || read?.json.text == text, "\(index)")
            }
        }
    }

    @Test func keyIsNeverWrittenOverAndNeverReadByOthers() throws {
        try withKey { key, path in
            #expect(throws: SiteKeyError.exists(path)) { try SiteKey.create(at: path) }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(throws: SiteKeyError.open(path)) { try SiteKey(path: path) }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
            #expect(throws: SiteKeyError.self) { try SiteKey(path: path) }
            #expect(throws: SiteKeyError.missing(path + "x")) { try SiteKey(path: path + "x") }
        }
    }

    /// RFC 8032, section 7.1, test 2.
    @Test func signaturesAreThoseOfTheStandard() {
        let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        let signature =
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        #expect(SiteKey.isValid(signature: signature, of: "\u{72}", by: key))
        #expect(!SiteKey.isValid(signature: signature, of: "\u{73}", by: key))
        #expect(!SiteKey.isValid(signature: "zz", of: "\u{72}", by: key))
    }
}
