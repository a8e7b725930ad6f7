import Footage
import Formats
import Operations
import Planning
import WorkLedger
import WorkQueue

/// A row of `queue status`: the work of one urgency.
struct QueueRow {
    static let header = [
        "URGENCY", "WAITING", "DISPATCHED", "LATER", "RUNNING", "PAUSED", "OLDEST", "FOOTAGE", "EMPTY IN", "TICKETS",
    ]

    private let depth: QueueDepth
    private let details: QueueDetails
    private let timeToEmpty: Int64?
    private let tickets: Int?

    init(_ row: QueueState.Row) {
        depth = row.depth
        details = row.details
        timeToEmpty = row.timeToEmpty
        tickets = row.tickets
    }

    private var name: String { depth.urgency.rawValue }
    private var isEmpty: Bool { depth.waiting + depth.running == 0 }

    var cells: [String] {
        [
            name, "\(depth.waiting - details.dispatched - details.later)", "\(details.dispatched)", "\(details.later)",
            "\(depth.running)", "\(details.paused)", depth.waiting > 0 ? Durations.clock(depth.oldestAge) : "-",
            Durations.clock(depth.footageLeft),
            isEmpty ? "-" : timeToEmpty.map(Durations.clock) ?? "never: no worker is up",
            tickets.map(String.init) ?? "-",
        ]
    }

    var json: CanonicalJSON {
        .object([
            "urgency": .string(name),
            "waiting": .integer(Int64(depth.waiting - details.dispatched - details.later)),
            "dispatched": .integer(Int64(details.dispatched)), "later": .integer(Int64(details.later)),
            "running": .integer(Int64(depth.running)), "paused": .integer(Int64(details.paused)),
            "oldest": CanonicalJSON.seconds(depth.oldestAge), "footage": CanonicalJSON.seconds(depth.footageLeft),
            "timeToEmpty": isEmpty ? .integer(0) : timeToEmpty.map(CanonicalJSON.seconds) ?? .null,
            "tickets": tickets.map { .integer(Int64($0)) } ?? .null,
        ])
    }
}

extension Straggler {
    var json: CanonicalJSON {
        .object([
            "chunk": .integer(chunk.rawValue), "review": .string(review.rawValue), "camera": .string(camera.rawValue),
            "worker": .string(worker), "elapsed": CanonicalJSON.seconds(elapsed),
            "ratio": .tenThousandths(Int64(ratio * 10_000)),
        ])
    }

    /// Returns one line of text per straggler.
    static func lines(_ stragglers: [Straggler]) -> String {
        stragglers.map {
            "straggler: chunk \($0.chunk) of \($0.camera) on \($0.worker) for \(Durations.clock($0.elapsed)), "
                + "\(Int($0.ratio.rounded())) times as long as usual\n"
        }.joined()
    }
}
