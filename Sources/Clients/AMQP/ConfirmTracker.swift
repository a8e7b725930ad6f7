/// Matches the broker's confirms with the messages of one batch.
///
/// Publishes are numbered from 1 over the life of a channel. Confirms come in any order, one by one or "up to here";
/// the return of an unroutable message comes before its confirm and is found by its message id.
struct ConfirmTracker {
    private struct Pending {
        let index: Int
        let messageID: String
        var returnReason: String?
    }

    private var lastTag: UInt64 = 0
    private var pending: [UInt64: Pending] = [:]
    private var outcomes: [PublishOutcome?] = []

    /// Whether every message of the batch has its answer.
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

    /// The answers in the order of the batch; messages without one are `unknown` for the reason given.
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
