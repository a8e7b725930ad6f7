import Coordinator
package import Formats
import Foundation

/// The output of `bench queue`.
package struct QueueReport: Sendable {
    package struct Row: Sendable {
        let chunks: Int
        /// Time to store the review with its chunks.
        let planning: Duration
        /// From then to the merged result.
        let wall: Duration
        let cost: CoordinatorCost

        var chunksPerSecond: Double { Double(chunks) / (wall / .seconds(1)) }

        /// Microseconds per chunk.
        func each(_ time: Duration) -> Double { time / .microseconds(1) / Double(chunks) }
    }

    package var rows: [Row] = []

    package init() {}

    /// Cost of a chunk in the last row relative to the first; 1 means that cost is linear.
    private func ratio(_ part: (Row) -> Double) -> Double {
        guard let first = rows.first, let last = rows.last, part(first) > 0 else { return 1 }
        return part(last) / part(first)
    }

    package var json: CanonicalJSON {
        func number(_ value: Double) -> CanonicalJSON { .tenThousandths(Int64((value * 10_000).rounded())) }
        return .object([
            "runs": .array(
                rows.map { row in
                    .object([
                        "chunks": .integer(Int64(row.chunks)), "wall": number(row.wall / .seconds(1)),
                        "planning": number(row.planning / .seconds(1)), "chunksPerSecond": number(row.chunksPerSecond),
                        "dispatchMicroseconds": number(row.each(row.cost.dispatching)),
                        "rescueMicroseconds": number(row.each(row.cost.rescuing)),
                        "mergeMicroseconds": number(row.each(row.cost.merging)),
                        "completeMicroseconds": number(row.each(row.cost.completing)),
                        "coordinatorMicroseconds": number(row.each(row.cost.total)),
                        "rounds": .integer(Int64(row.cost.rounds)), "tickets": .integer(Int64(row.cost.tickets)),
                    ])
                }),
            "dispatchRatio": number(ratio { $0.each($0.cost.dispatching) }),
            "coordinatorRatio": number(ratio { $0.each($0.cost.total) }),
        ])
    }

    package var table: String {
        var table = TextTable(header: [
            "CHUNKS", "PLANNED IN", "DONE IN", "CHUNKS/S", "DISPATCH", "RESCUE", "MERGE", "COMPLETE", "COORDINATOR",
            "ROUNDS",
        ])
        for row in rows {
            func each(_ time: Duration) -> String { String(format: "%.1f us", row.each(time)) }
            table.append([
                "\(row.chunks)", String(format: "%.2f s", row.planning / .seconds(1)),
                String(format: "%.2f s", row.wall / .seconds(1)), String(format: "%.0f", row.chunksPerSecond),
                each(row.cost.dispatching), each(row.cost.rescuing), each(row.cost.merging), each(row.cost.completing),
                each(row.cost.total), "\(row.cost.rounds)",
            ])
        }
        guard rows.count > 1 else { return table.text }
        return table.text
            + String(
                format:
                    "a chunk of the last row costs the dispatcher %.2f times, the coordinator %.2f times one of the first\n",
                ratio { $0.each($0.cost.dispatching) }, ratio { $0.each($0.cost.total) })
    }
}
