/// A chunk that was reviewed, as it can be given to whoever reviews it again; and who did it first.
package struct ReplayableChunk: Hashable, Sendable {
    /// Holds the epoch of the stored result; nobody may finish the chunk under it.
    package let claim: ChunkClaim
    package let worker: String
    package let host: String
    package let build: String
}
