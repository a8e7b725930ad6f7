import Chronology
import Footage
import Foundation
import SampleFootage
import TestSupport
import Testing
import Video

extension RealProcesses {
    struct BadFootageTests {
        /// Files with nothing to review, each with a word that its error message must contain.
        enum Hopeless: String, CaseIterable, Sendable {
            case missing, empty, text, withoutIndex, soundOnly, playlist

            var path: String { self == .soundOnly ? "a.m4a" : "a.mp4" }

            /// - Returns: the path of the new file.
            func make(in folder: String) throws -> String {
                let path = "\(folder)/\(path)"
                switch self {
                case .missing: break
                case .empty: try Data().write(to: URL(fileURLWithPath: path))
                case .text: try Data("A list of things, and no video.\n".utf8).write(to: URL(fileURLWithPath: path))
                case .withoutIndex:
                    try SampleClips.square(path)
                    try cut(path, toPercent: 60)
                case .soundOnly: try SilentAudioFile.write(path: path, seconds: 2)
                case .playlist:
                    let list = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
                    try Data(list.utf8).write(to: URL(fileURLWithPath: path))
                }
                return path
            }
        }

        private static func arguments(_ paths: [String]) -> [String] {
            ["run"] + paths + ["--reference", "T", "--authority", "T", "--format", "json", "--quiet", "--workers", "1"]
        }

        @Test(arguments: Hopeless.allCases)
        func fileThatCannotBeReadIsNamedInOneLine(kind: Hopeless) async throws {
            try await TestCluster.with { cluster in
                let path = try kind.make(in: cluster.folder)
                let outcome = try await cluster.run(BadFootageTests.arguments([path]))
                #expect(outcome.status == 1 && outcome.output.isEmpty)
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
                #expect(outcome.lastWord.hasPrefix("error: \(path): "))
                let requisition = try await cluster.openRequisition()
                let imported = try await cluster.run(
                    "footage", "import", path, "--requisition", requisition, "--camera", "gate")
                #expect(imported.status == 1 && imported.output.isEmpty)
                #expect(imported.lastWord.hasPrefix("error: \(path): "))
            }
        }

        @Test func goodFileBesideBadOnesIsReviewed() async throws {
            try await TestCluster.with { cluster in
                var paths = try [Hopeless.empty, .soundOnly].map { try $0.make(in: cluster.folder) }
                paths.insert(cluster.folder + "/good.mp4", at: 1)
                try SampleClips.square(paths[1])
                let outcome = try await cluster.run(BadFootageTests.arguments(paths))
                #expect(outcome.status == 3)
                let timeline = try TimelineDocument(outcome.output)
                #expect(timeline.cameras.map(\.camera) == ["good"])
                #expect(timeline.cameras[0].states == ["analysed"])
                // Printed even when progress output is off.
                for path in [paths[0], paths[2]] {
                    #expect(outcome.errors.contains(path), "not mentioned: \(path)")
                }
                #expect(outcome.lastWord.lowercased().hasPrefix("error:"), "\(outcome.errors)")
            }
        }

        @Test func importTakesTheGoodFileAndNamesTheBadOnes() async throws {
            try await TestCluster.with { cluster in
                var paths = try [Hopeless.empty, .soundOnly].map { try $0.make(in: cluster.folder) }
                paths.insert(cluster.folder + "/good.mp4", at: 1)
                try SampleClips.square(paths[1])
                let requisition = try await cluster.openRequisition()
                let outcome = try await cluster.run(
                    ["footage", "import", "--requisition", requisition, "--camera", "gate", "--quiet"] + paths)
                #expect(outcome.status == 3 && outcome.lines.count == 1)
                #expect(outcome.errors.contains(paths[0]) && outcome.errors.contains(paths[2]))
                #expect(outcome.lastWord.lowercased().hasPrefix("error:"), "\(outcome.errors)")
                let list = try await cluster.run("footage", "list", "--requisition", requisition)
                #expect(list.output.contains("good.mp4") && !list.output.contains("a.mp4"))
            }
        }

        @Test func fileCutInTheMiddleIsReviewedUpToTheCut() async throws {
            try await TestCluster.with { cluster in
                let path = cluster.folder + "/cut.mkv"
                try SampleClips.square(path, seconds: 12)
                try cut(path, toPercent: 55)
                let outcome = try await cluster.run(BadFootageTests.arguments([path]) + ["--chunk", "5s"])
                #expect(outcome.status == 3)
                let coverage = try TimelineDocument(outcome.output).cameras[0].coverage
                #expect(coverage.map(\.state) == ["analysed", "undecodable"])
                #expect(coverage.last?.reason == "truncated")
                let seconds = coverage.map { Double($0.span.duration) / 1_000_000 }
                #expect((3...9).contains(seconds[0]) && abs(seconds[0] + seconds[1] - 12) < 0.2, "\(seconds)")
            }
        }

        @Test(arguments: [(1, 1), (640, 479), (479, 360), (16, 16)])
        func oddSizesAreReviewedLikeAnyOther(width: Int, height: Int) async throws {
            try await TestCluster.with { cluster in
                let path = "\(cluster.folder)/odd.mp4"
                try SampleClips.square(path, width: width, height: height)
                let outcome = try await cluster.run(BadFootageTests.arguments([path]))
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(try TimelineDocument(outcome.output).cameras[0].states == ["analysed"])
            }
        }

        @Test func footageOutsideTheScopeIsNotReviewed() async throws {
            try await TestCluster.with { cluster in
                let path = cluster.folder + "/gate_20260302T120000Z.mp4"
                try SampleClips.square(path)
                let requisition = try await cluster.openRequisition()
                let imported = try await cluster.run(
                    "footage", "import", path, "--requisition", requisition, "--camera", "gate")
                #expect(imported.status == 0 && imported.lines.count == 1)
                for option in [[], ["--dry-run"]] {
                    let started = try await cluster.run(["review", "start", "--requisition", requisition] + option)
                    #expect(started.status == 1 && started.output.isEmpty)
                    #expect(started.lastWord.hasPrefix("error: ") && started.lastWord.contains(requisition))
                }
            }
        }

        @Test func cameraOutsideTheRequisitionIsRefused() async throws {
            try await TestCluster.with { cluster in
                let path = cluster.folder + "/roof.mp4"
                try SampleClips.square(path)
                let requisition = try await cluster.openRequisition()
                let imported = try await cluster.run("footage", "import", path, "--requisition", requisition)
                #expect(imported.status == 1 && imported.output.isEmpty)
                #expect(imported.lastWord.hasPrefix("error: ") && imported.lastWord.contains("\"roof\""))
                let given = try await cluster.run(
                    "footage", "import", path, "--requisition", requisition, "--camera", "gate", "--start",
                    "2026-03-01T21:30:00Z")
                #expect(given.status == 0)
                let review = try await cluster.line("review", "start", "--requisition", requisition)
                let shown = try await cluster.run("timeline", review, "--camera", "roof")
                #expect(shown.status == 1 && shown.output.isEmpty)
                #expect(shown.lastWord.hasPrefix("error: ") && shown.lastWord.contains("\"roof\""))
            }
        }
    }
}

/// Truncates a file, as a power failure would.
private func cut(_ path: String, toPercent percent: Int) throws {
    let url = URL(fileURLWithPath: path)
    let bytes = try Data(contentsOf: url)
    try bytes.prefix(bytes.count * percent / 100).write(to: url)
}
