import Foundation
import TestSupport
import Testing

extension RealProcesses {
    struct BenchTests {
        private func run(_ arguments: String..., in folder: String) async throws -> RelectureProcess.Outcome {
            try await TestCluster.run(arguments, folder: folder)
        }

        private func object(_ text: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }

        @Test func analysisIsMeasuredAgainstPlainDecodingWithoutServers() async throws {
            try await TestCluster.withFolder { folder in
                try SampleClips.square(folder + "/a.mp4", seconds: 8, width: 640, height: 360)
                let outcome = try await run(
                    "bench", "analyse", folder + "/a.mp4", "--runs", "2", "--format", "json", "--quiet", in: folder)
                try #require(outcome.status == 0, "\(outcome.errors)")
                let report = try object(outcome.output)
                #expect(report["frames"] as? Int == 200)
                #expect((report["ratios"] as? [Double])?.count == 2)
                let decoding = try #require(report["decode_cpu"] as? Double)
                let all = try #require(report["analyse_cpu"] as? Double)
                #expect(decoding > 0 && all > decoding, "analysis adds to decoding")
                #expect(abs(try #require(report["ratio"] as? Double) - all / decoding) < 0.02)
                #expect(try #require(report["peak_rss_mb"] as? Int) > 1)
                let stages = try #require(report["stages"] as? [String: Double])
                #expect(stages.keys.contains("detection") && stages.values.reduce(0, +) <= all)
            }
        }

        @Test func anotherDetectorsBoxesBecomeTracks() async throws {
            try await TestCluster.withFolder { folder in
                let rows = (1...50).map { "\($0),-1,\(100 + 3 * $0),200,40,90,0.9,-1,-1,-1\n" }.joined()
                try rows.write(toFile: folder + "/det.txt", atomically: true, encoding: .utf8)
                let outcome = try await run(
                    "bench", "track", "--detections", folder + "/det.txt", "--output", folder + "/tracks.txt", "--rate",
                    "10", "--size", "640x480", in: folder)
                #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
                let tracks = try String(contentsOfFile: folder + "/tracks.txt", encoding: .utf8)
                    .split(separator: "\n").map { $0.split(separator: ",") }
                #expect(tracks.count == 50 && Set(tracks.map { $0[1] }).count == 1)
            }
        }

        @Test func aBrokenRowOfDetectionsIsNamed() async throws {
            try await TestCluster.withFolder { folder in
                try "1,-1,1,2,3,4,1\n1,-1,ten,2,3,4,1\n".write(
                    toFile: folder + "/det.txt", atomically: true, encoding: .utf8)
                let outcome = try await run(
                    "bench", "track", "--detections", folder + "/det.txt", "--output", folder + "/t.txt", in: folder)
                #expect(outcome.status == 1 && outcome.lastWord.hasPrefix("error: "))
                #expect(outcome.lastWord.contains("det.txt") && outcome.lastWord.contains("line 2"))
                #expect(!FileManager.default.fileExists(atPath: folder + "/t.txt"))
            }
        }

        @Test func aClusterIsMeasuredAgainstAsManyDecodingProcesses() async throws {
            let gate = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "bench", "cluster", gate, "--workers", "1,2", "--chunk", "5s", "--format", "json", "--quiet")
                try #require(outcome.status == 0, "\(outcome.errors)")
                let rows = try #require(try object(outcome.output)["workers"] as? [[String: Any]])
                #expect(rows.compactMap { $0["workers"] as? Int } == [1, 2])
                #expect(
                    rows.allSatisfy { ($0["job_wall"] as? Double ?? 0) > 0 && ($0["decode_wall"] as? Double ?? 0) > 0 })
                #expect(rows[0]["relative_scaling"] as? Int == 1)
            }
        }
    }
}
