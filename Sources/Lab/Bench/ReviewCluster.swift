package import Planning

/// The cluster of worker processes that a measurement uses, as composed by the front.
package struct ReviewCluster: Sendable {
    package typealias Work = @Sendable () async throws -> Void

    /// Runs this many workers for the duration of the work.
    let with: @Sendable (_ workers: Int, _ work: @escaping Work) async throws -> Void
    /// Returns the names of this many workers.
    let names: @Sendable (_ workers: Int) -> [String]
    /// Waits for the end of a review and shows its progress.
    let wait: @Sendable (ReviewID) async throws -> Void

    package init(
        with: @escaping @Sendable (_ workers: Int, _ work: @escaping Work) async throws -> Void,
        names: @escaping @Sendable (_ workers: Int) -> [String],
        wait: @escaping @Sendable (ReviewID) async throws -> Void
    ) {
        self.with = with
        self.names = names
        self.wait = wait
    }
}
