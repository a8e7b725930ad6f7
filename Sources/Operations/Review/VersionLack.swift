package import WorkLedger

/// The workers that are up are all of other analysis versions than a review, so that none takes its chunks.
package struct VersionLack: Sendable {
    /// Of the review.
    package let version: Int
    /// Of the workers that are up.
    package let present: [Int]
}

extension ReviewSummary {
    /// Why no worker takes the review's chunks, if that is for its analysis version; nil otherwise.
    ///
    /// - Parameter workers: all of the cluster.
    package func lackOfItsVersion(among workers: [WorkerStatus]) -> VersionLack? {
        let present = Set(workers.filter { $0.state == .up }.map(\.analysisVersion))
        guard !hasEnded, !present.isEmpty, !present.contains(analysisVersion) else { return nil }
        return VersionLack(version: analysisVersion, present: present.sorted())
    }
}
