/// A reviewed chunk, with its first reviewer and a claim for reviewing it again.
package struct ReplayableChunk: Hashable, Sendable {
    /// Holds the epoch of the stored result. The chunk cannot be finished with it.
    package let claim: ChunkClaim
    package let worker: String
    package let host: String
    package let build: String
}
