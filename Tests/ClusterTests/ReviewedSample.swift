import TestSupport
import Testing

/// Databases holding one review of the sample footage by the program. Tests that only query get copies.
enum ReviewedSample {
    /// Both cameras, reviewed by `relecture run`.
    static let ofRun = Task {
        let folder = try await SampleClips.all.value.folder
        return try await TestCluster.makeTemplate("relecture_run") { cluster in
            let outcome = try await cluster.run(
                "run", folder, "--reference", "2026/1234", "--authority", "order of 3 March 2026", "--workers", "1",
                "--quiet")
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
    }

    /// Both cameras, under a requisition for two hours, reviewed by a coordinator and a worker.
    static let ofRequisition = Task {
        let footage = try await SampleClips.all.value.folder
        return try await TestCluster.makeTemplate("relecture_requisition") { cluster in
            let requisition = try await cluster.line(
                "requisition", "open", "--reference", "2026/7", "--authority", "order of the court", "--camera", "gate",
                "--camera", "yard", "--from", "2026-03-01T21:00:00Z", "--to", "2026-03-01T23:00:00Z")
            let imported = try await cluster.run("footage", "import", footage, "--requisition", requisition)
            try #require(imported.status == 0, "\(imported.errors)")
            let review = try await cluster.line("review", "start", "--requisition", requisition)
            try await cluster.whileRunning([["coordinator", "run"], ["worker", "run"]]) { _ in
                let watched = try await cluster.watch(review)
                #expect(watched.status == 0)
            }
        }
    }
}

extension TestCluster {
    /// Returns the only review in a copy.
    func onlyReview() async throws -> String {
        try #require(try await store.value("SELECT id::text FROM relecture.review"))
    }
}
