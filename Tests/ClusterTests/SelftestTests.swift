import Foundation
import Testing

extension RealProcesses {
    struct SelftestTests {
        @Test func everyCutByEveryNumberOfWorkersGivesTheSameDigest() async throws {
            let gate = try await SampleClips.gate.value
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run("selftest", "invariance", gate, "--format", "json", "--quiet")
                try #require(outcome.status == 0, "\(outcome.errors)")
                let data = Data(outcome.output.utf8)
                let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
                #expect(report["equal"] as? Bool == true)
                let reviews = try #require(report["reviews"] as? [[String: Any]])
                let cuts = Set(reviews.compactMap { $0["chunk"] as? String })
                let workers = Set(reviews.compactMap { $0["workers"] as? Int })
                #expect(cuts.count > 1 && workers.count > 1 && reviews.count == 15)
                #expect(Set(reviews.compactMap { $0["digest"] as? String }).count == 1)
                #expect(Set(reviews.compactMap { $0["chunks"] as? Int }).count >= 3, "the chunk counts must differ")
            }
        }

        @Test func aFileThatCannotBeReadIsNamed() async throws {
            try await TestCluster.with { cluster in
                let outcome = try await cluster.run("selftest", "invariance", "/no/such/file.mp4", "--quiet")
                #expect(outcome.status == 1 && outcome.lastWord.contains("/no/such/file.mp4"))
            }
        }
    }
}
