import Decoding
import Foundation
import Operations
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FootageFinderTests {
    private func withTree(_ files: [String], _ body: (String) throws -> Void) throws {
        try TestClips.withFolder { folder in
            for file in files {
                let url = URL(fileURLWithPath: "\(folder)/\(file)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data([1]).write(to: url)
            }
            try body(folder)
        }
    }

    @Test func filesInFoldersBelongToTheirFolderAndGivenFilesToThemselves() throws {
        try withTree(["store/gate/b.mp4", "store/gate/a.mp4", "store/yard/c.avi", "lone.mkv"]) { folder in
            let found = FootageFinder.files(under: ["\(folder)/store", "\(folder)/lone.mkv"])
            #expect(
                found.candidates.map { $0.path.dropFirst(folder.count + 1) } == [
                    "store/gate/a.mp4", "store/gate/b.mp4", "store/yard/c.avi", "lone.mkv",
                ])
            #expect(found.candidates.map(\.camera) == ["gate", "gate", "yard", "lone"])
            #expect(found.failures == [])
        }
    }

    @Test func hiddenFilesAndCompanionsAreLeftAloneUnlessGiven() throws {
        try withTree(["gate/a.mp4", "gate/.a.mp4", "gate/truth.json", "gate/.trash/x.mp4"]) { folder in
            #expect(FootageFinder.files(under: ["\(folder)/gate/"]).candidates.map(\.camera) == ["gate"])
            #expect(FootageFinder.files(under: ["\(folder)/gate/truth.json"]).candidates.count == 1)
        }
    }

    @Test func sameFileGivenTwiceCountsOnce() throws {
        try withTree(["gate/a.mp4"]) { folder in
            let found = FootageFinder.files(under: ["\(folder)/gate", "\(folder)/gate/a.mp4", "\(folder)/./gate"])
            #expect(found.candidates.count == 1)
        }
    }

    @Test func missingPathIsAFailureAndTheOthersGoOn() throws {
        try withTree(["gate/a.mp4"]) { folder in
            let found = FootageFinder.files(under: ["\(folder)/nowhere", "\(folder)/gate"])
            #expect(found.failures.map(\.code) == [.missing])
            #expect(found.candidates.count == 1)
        }
    }
}
