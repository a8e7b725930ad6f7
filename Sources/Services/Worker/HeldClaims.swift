import Planning
import Synchronization
import WorkLedger

/// The claims held by this process, with their progress and how to stop work on them.
final class HeldClaims: Sendable {
    private struct Entry {
        let claim: ChunkClaim
        var done: Int64 = 0
        var stop: (@Sendable () -> Void)?
        /// Whether the claim was lost, perhaps before `stop` was set.
        var isLost = false
    }

    private let entries = Mutex<[ChunkID: Entry]>([:])

    var count: Int { entries.withLock { $0.count } }

    func add(_ claim: ChunkClaim) {
        entries.withLock { $0[claim.chunk] = Entry(claim: claim) }
    }

    /// Sets how to stop the work on a claim if the claim is lost.
    func onLoss(of claim: ChunkClaim, _ stop: @escaping @Sendable () -> Void) {
        let isLost = entries.withLock { entries in
            entries[claim.chunk]?.stop = stop
            return entries[claim.chunk]?.isLost ?? false
        }
        if isLost { stop() }
    }

    /// Returns whether the claim still holds, as far as this process knows.
    func holds(_ claim: ChunkClaim) -> Bool {
        entries.withLock { entries in entries[claim.chunk].map { $0.claim == claim && !$0.isLost } ?? false }
    }

    func report(_ done: Int64, for claim: ChunkClaim) {
        entries.withLock { $0[claim.chunk]?.done = done }
    }

    func remove(_ claim: ChunkClaim) {
        entries.withLock { entries in
            if entries[claim.chunk]?.claim == claim { entries[claim.chunk] = nil }
        }
    }

    /// The progress sent with a renewal.
    var progress: [ChunkID: (epoch: Int, done: Int64)] {
        entries.withLock { $0.mapValues { ($0.claim.epoch, $0.done) } }
    }

    /// Stops work on every claim among `asked` that the database no longer grants.
    func drop(_ asked: some Sequence<ChunkID>, keeping held: Set<ChunkID>) {
        let stops = entries.withLock { entries in
            asked.filter { !held.contains($0) }.compactMap { chunk in
                entries[chunk]?.isLost = true
                return entries[chunk]?.stop
            }
        }
        for stop in stops { stop() }
    }
}
