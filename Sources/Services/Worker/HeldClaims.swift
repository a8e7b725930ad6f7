import Planning
import Synchronization
import WorkLedger

/// The claims of this process, with how far each is, and how to stop the work on it.
final class HeldClaims: Sendable {
    private struct Entry {
        let claim: ChunkClaim
        var done: Int64 = 0
        var stop: (@Sendable () -> Void)?
        /// Lost before anybody said how to stop the work.
        var isLost = false
    }

    private let entries = Mutex<[ChunkID: Entry]>([:])

    var count: Int { entries.withLock { $0.count } }

    func add(_ claim: ChunkClaim) {
        entries.withLock { $0[claim.chunk] = Entry(claim: claim) }
    }

    /// Tells how the work on a claim is stopped once the claim is lost.
    func onLoss(of claim: ChunkClaim, _ stop: @escaping @Sendable () -> Void) {
        let isLost = entries.withLock { entries in
            entries[claim.chunk]?.stop = stop
            return entries[claim.chunk]?.isLost ?? false
        }
        if isLost { stop() }
    }

    /// Whether the claim holds, as far as this process knows.
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

    /// What a renewal sends.
    var progress: [ChunkID: (epoch: Int, done: Int64)] {
        entries.withLock { $0.mapValues { ($0.claim.epoch, $0.done) } }
    }

    /// Stops the work on every claim among `asked` that the database no longer grants.
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
