package import Planning

/// The cluster of worker processes that a measurement reviews with, as the front composes it.
package struct ReviewCluster: Sendable {
    package typealias Work = @Sendable () async throws -> Void

    /// Has so many workers for as long as the work takes.
    let with: @Sendable (_ workers: Int, _ work: @escaping Work) async throws -> Void
    /// The names of so many workers.
    let names: @Sendable (_ workers: Int) -> [String]
    /// Waits for the end of a review, and shows how far it is.
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
