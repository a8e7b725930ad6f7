import Foundation
import Glibc
import Operations
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BagTests {
    private func withBag(_ body: (_ bag: String, SiteKey) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "relecture-bag-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let key = try SiteKey.create(at: folder + "/site-key")
        var bag = try BagWriter(at: folder + "/bag")
        try bag.add("report.html", "<p>é</p>\n")
        try bag.add("cameras/1-gate.vtt", "WEBVTT\n")
        try bag.finish(info: [("External-Identifier", "a\nPayload-Oxum: 0.0")], signedWith: key)
        try bag.publish()
        try body(folder + "/bag", key)
    }

    @Test func bagIsValidByItselfAndToWhomeverKnowsTheKey() throws {
        try withBag { bag, key in
            let report = try BagVerifier(path: bag).verify()
            #expect(report.files == 2 && report.publicKey == key.publicKey)
            #expect(try BagVerifier(path: bag + "/").verify(publicKey: key.publicKey.uppercased()) == report)
            let other = String(repeating: "0", count: 64)
            #expect(throws: BagError.otherKey(key.publicKey)) { try BagVerifier(path: bag).verify(publicKey: other) }
            #expect(throws: BagError.exists(bag)) { try BagWriter(at: bag) }
        }
    }

    @Test(arguments: [
        "data/report.html", "data/cameras/1-gate.vtt", "bagit.txt", "bag-info.txt", "manifest-sha512.txt",
        "tagmanifest-sha512.txt", "signature.json",
    ])
    func anyFileThatIsGoneOrHasAnotherByteShows(name: String) throws {
        try withBag { bag, _ in
            let file = URL(fileURLWithPath: "\(bag)/\(name)")
            let original = try Data(contentsOf: file)
            for index in original.indices {
                var changed = original
                changed[index] ^= 1
                try changed.write(to: file)
                #expect(throws: BagError.self, "\(index)") { try BagVerifier(path: bag).verify() }
            }
            try FileManager.default.removeItem(at: file)
            #expect(throws: BagError.self) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test(arguments: ["data/more.html", "more.txt", "data/cameras/.hidden"])
    func fileThatWasPutInAfterwardsShows(name: String) throws {
        try withBag { bag, _ in
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(bag)/\(name)"))
            #expect(throws: BagError.unlisted(name)) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test(arguments: ["data/report.html", "bag-info.txt", "manifest-sha512.txt", "signature.json"])
    func fileThatWasReplacedByALinkToItsLikeShows(name: String) throws {
        try withBag { bag, _ in
            let elsewhere = bag + ".elsewhere"
            try FileManager.default.moveItem(atPath: "\(bag)/\(name)", toPath: elsewhere)
            try FileManager.default.createSymbolicLink(atPath: "\(bag)/\(name)", withDestinationPath: elsewhere)
            #expect(throws: BagError.notAFile(name)) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test func pipeInThePlaceOfAFileShowsAndIsNotWaitedFor() throws {
        try withBag { bag, _ in
            try FileManager.default.removeItem(atPath: bag + "/data/report.html")
            try #require(mkfifo(bag + "/data/report.html", 0o600) == 0)
            #expect(throws: BagError.notAFile("data/report.html")) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test func nothingElseStandsBesideTheSignature() throws {
        try withBag { bag, _ in
            let file = URL(fileURLWithPath: bag + "/signature.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("{", with: #"{"approved":"by the judge","#).utf8).write(to: file)
            #expect(throws: BagError.unsigned) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test func bagIsForItsOwnerAlone() throws {
        try withBag { bag, _ in
            let rights = try FileManager.default.attributesOfItem(atPath: bag)[.posixPermissions] as? NSNumber
            #expect(rights?.intValue == 0o700)
        }
    }

    @Test func linkToAFolderElsewhereShows() throws {
        try withBag { bag, _ in
            try FileManager.default.createSymbolicLink(atPath: bag + "/data/more", withDestinationPath: "/etc")
            #expect(throws: BagError.unlisted("data/more")) { try BagVerifier(path: bag).verify() }
        }
    }

    @Test(.enabled(if: OtherReaders.areInstalled, "needs bagit: run deploy/prepare --tests"))
    func othersFindTheBagValidToo() throws {
        try withBag { bag, _ in
            let script =
                "import sys, bagit; b = bagit.Bag(sys.argv[1]); b.validate(); print(b.info['External-Identifier'])"
            let identifier = try OtherReaders.run(script, [bag])
            #expect(identifier == "a Payload-Oxum: 0.0\n")
        }
    }
}
