import Synchronization

/// The program's help pages, each requested once.
enum HelpPages {
    private static let asked = Mutex<[[String]: Task<RelectureProcess.Outcome, any Error>]>([:])

    static func page(of command: [String]) async throws -> RelectureProcess.Outcome {
        let asking = asked.withLock { asked in
            // Unstructured, because other tests wait for it too.
            let task =
                asked[command]
                ?? Task {
                    try await TestCluster.withFolder { folder in
                        try await TestCluster.run(command + ["--help"], folder: folder)
                    }
                }
            asked[command] = task
            return task
        }
        return try await asking.value
    }
}
