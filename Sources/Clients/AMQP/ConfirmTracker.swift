/// Matches the broker's confirms with the messages of one batch.
///
/// Publishes are numbered from 1 over the life of a channel. Confirms arrive in any order, singly or cumulatively
/// ("multiple"). The return of an unroutable message precedes its confirm and is matched by message id.
struct ConfirmTracker {
    private struct Pending {
        let index: Int
        let messageID: String
        var returnReason: String?
    }

    private var lastTag: UInt64 = 0
    private var pending: [UInt64: Pending] = [:]
    private var outcomes: [PublishOutcome?] = []

    /// Whether every message of the batch has an outcome.
    var isSettled: Bool { pending.isEmpty }

    mutating func beginBatch(count: Int) {
        pending = [:]
        outcomes = Array(repeating: nil, count: count)
    }

    mutating func published(index: Int, messageID: String) {
        lastTag += 1
        pending[lastTag] = Pending(index: index, messageID: messageID)
    }

    mutating func acknowledged(tag: UInt64, isMultiple: Bool) {
        settle(tag, isMultiple) { $0.returnReason.map { .returned(reason: $0) } ?? .confirmed }
    }

    mutating func refused(tag: UInt64, isMultiple: Bool) {
        settle(tag, isMultiple) { _ in .refused }
    }

    mutating func returned(messageID: String?, reason: String) {
        for (tag, message) in pending where message.messageID == messageID {
            pending[tag]?.returnReason = reason
        }
    }

    /// Returns the outcomes in batch order; messages without one are `unknown` with the given error.
    func outcomes(missing error: AMQPError) -> [PublishOutcome] {
        outcomes.map { $0 ?? .unknown(error) }
    }

    private mutating func settle(_ tag: UInt64, _ isMultiple: Bool, _ outcome: (Pending) -> PublishOutcome) {
        let tags = isMultiple ? pending.keys.filter { $0 <= tag } : [tag]
        for tag in tags {
            guard let message = pending.removeValue(forKey: tag) else { continue }
            outcomes[message.index] = outcome(message)
        }
    }
}
