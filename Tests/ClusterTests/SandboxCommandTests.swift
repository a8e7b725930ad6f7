import Foundation
import Glibc
import TestSupport
import Testing
import WorkLedger

extension RealProcesses {
    struct SandboxCommandTests {
        private func sandbox(_ cluster: TestCluster, _ arguments: [String]) async throws -> [String: Any]? {
            let outcome = try await cluster.run(["doctor", "--format", "json"] + arguments)
            let checks = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
            return checks?.first { $0["check"] as? String == "sandbox" }
        }

        @Test func doctorTellsWhichLayersHold() async throws {
            try await TestCluster.with { cluster in
                let whole = try await sandbox(cluster, [])
                #expect(whole?["verdict"] as? String == "ok")
                let text = whole?["finding"] as? String ?? ""
                for layer in ["landlock", "seccomp", "limits", "self-test"] { #expect(text.contains(layer)) }
                let partial = try await sandbox(cluster, ["--sandbox-without", "landlock"])
                #expect(partial?["verdict"] as? String == "warning")
                #expect((partial?["finding"] as? String)?.contains("missing: landlock") == true)
                let required = try await sandbox(cluster, ["--sandbox-without", "landlock", "--sandbox", "require"])
                #expect(required?["verdict"] as? String == "failed")
            }
        }

        @Test func aWorkerThatRequiresEveryLayerDoesNotStartWithoutOne() async throws {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "worker", "run", "--name", "a", "--sandbox", "require", "--sandbox-without", "seccomp")
                #expect(outcome.status == 1 && outcome.lastWord.hasPrefix("error: "), "\(outcome.errors)")
                #expect(outcome.lastWord.contains("seccomp"))
                #expect(try await cluster.store.database.workers().isEmpty)
            }
        }

        @Test func aWorkerThatPrefersEveryLayerSaysWhatIsMissing() async throws {
            try await TestCluster.with { cluster in
                let worker = try cluster.start(["worker", "run", "--name", "a", "--sandbox-without", "landlock"])
                try await eventually("worker is up") { try await cluster.store.database.workers().first?.state == .up }
                worker.send(SIGTERM)
                let outcome = try await worker.end()
                #expect(
                    outcome.status == 0 && outcome.errors.contains("warning: ")
                        && outcome.errors.contains("missing: landlock"), "\(outcome.errors)")
            }
        }

        @Test func aPolicyThatThereIsNotIsNamed() async throws {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run("worker", "run", environment: ["RELECTURE_SANDBOX": "maybe"])
                #expect(outcome.status == 1 && outcome.lastWord.contains("RELECTURE_SANDBOX"))
            }
        }

        @Test func picturesOfAHundredThousandPixelsSquareAreAHoleAndNoMore() async throws {
            try await TestCluster.with { cluster in
                let path = "\(cluster.folder)/giant.h264"
                try Data(GiantPicture.stream(macroblocks: 6_250)).write(to: URL(fileURLWithPath: path))
                let outcome = try await cluster.run(
                    "run", path, "--reference", "T", "--authority", "T", "--format", "json", "--quiet", "--workers", "1"
                )
                #expect(outcome.status == 3, "\(outcome.errors)")
                #expect(try TimelineDocument(outcome.output).cameras[0].states.allSatisfy { $0 == "undecodable" })
                #expect(try await cluster.store.database.chunks().allSatisfy { $0.state == .done && $0.attempts == 1 })
            }
        }

        /// How many damaged files are tried. With RELECTURE_FAULTS=all the test takes more than a minute.
        private static let damaged = ProcessInfo.processInfo.environment["RELECTURE_FAULTS"] == "all" ? 300 : 60

        /// Random damage, behind the locks: nothing breaks out, and the parent keeps working.
        @Test func damagedFilesBreakNothing() async throws {
            try await TestCluster.withFolder { folder in
                let count = SandboxCommandTests.damaged
                let outcome = try await TestCluster.run(
                    [
                        "selftest", "fuzz", "--seed", "20260301", "--count", "\(count)", "--minutes", "1.4", "--format",
                        "json", "--quiet", "--keep", folder + "/kept",
                    ], folder: folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let report = try #require(
                    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
                #expect((report["failures"] as? [Any])?.isEmpty == true && report["refusedSystemCalls"] as? Int == 0)
                #expect(report["hangs"] as? Int == 0)
                let files = try #require(report["files"] as? Int)
                #expect(files >= 30 && (files == count || report["isCutShort"] as? Bool == true))
                #expect((report["sandbox"] as? String)?.hasPrefix("require, ") == true)
                #expect(try #require(report["reviewed"] as? Int) > 0 && report["refused"] as? [String: Int] != [:])
            }
        }

        @Test func theSameSeedDamagesTheSameFilesInTheSameWay() async throws {
            try await TestCluster.withFolder { folder in
                var outputs: [String] = []
                for _ in 0..<2 {
                    let outcome = try await TestCluster.run(
                        [
                            "selftest", "fuzz", "--seed", "5", "--count", "10", "--format", "json", "--quiet", "--keep",
                            folder + "/kept",
                        ], folder: folder)
                    outputs.append(outcome.output)
                }
                #expect(outputs[0] == outputs[1] && !outputs[0].isEmpty)
            }
        }
    }
}
