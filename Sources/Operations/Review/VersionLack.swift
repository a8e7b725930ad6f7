package import WorkLedger

/// A lack of workers for a review's analysis version: all workers that are up have others, so none claims its chunks.
package struct VersionLack: Sendable {
    /// Analysis version of the review.
    package let version: Int
    /// Analysis versions of the workers that are up.
    package let present: [Int]
}

extension ReviewSummary {
    /// Returns the lack if no worker claims the review's chunks because of its analysis version; otherwise nil.
    ///
    /// - Parameter workers: All workers of the cluster.
    package func lackOfItsVersion(among workers: [WorkerStatus]) -> VersionLack? {
        let present = Set(workers.filter { $0.state == .up }.map(\.analysisVersion))
        guard !hasEnded, !present.isEmpty, !present.contains(analysisVersion) else { return nil }
        return VersionLack(version: analysisVersion, present: present.sorted())
    }
}
