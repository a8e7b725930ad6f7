package import Formats
import Foundation

/// The output of `bench cluster`.
package struct ClusterReport: Sendable {
    private struct Row: Sendable {
        let workers: Int
        let decoding: Double
        let job: Double
        /// Share of the workers' time in which no chunk was being reviewed.
        let overhead: Double
    }

    /// In microseconds.
    let footage: Int64
    private var rows: [Row] = []

    package init(footage: Int64) {
        self.footage = footage
    }

    package mutating func add(workers: Int, decoding: Duration, job: ClusterJob.Times) {
        let wall = job.wall / .seconds(1)
        let reviewing = job.reviewing / .seconds(1) / Double(workers)
        rows.append(
            Row(workers: workers, decoding: decoding / .seconds(1), job: wall, overhead: max(0, 1 - reviewing / wall)))
    }

    /// Speed-up over the first row for plain decoding and for the job, and the second divided by the first.
    private func scaling(_ row: Row) -> (decoding: Double, job: Double, relative: Double) {
        let (decoding, job) = (rows[0].decoding / row.decoding, rows[0].job / row.job)
        return (decoding, job, job / decoding)
    }

    package var json: CanonicalJSON {
        func number(_ value: Double) -> CanonicalJSON { .tenThousandths(Int64((value * 10_000).rounded())) }
        return .object([
            "footage": CanonicalJSON.seconds(footage),
            "workers": .array(
                rows.map { row in
                    let scaling = scaling(row)
                    return .object([
                        "workers": .integer(Int64(row.workers)), "decode_wall": number(row.decoding),
                        "job_wall": number(row.job), "overhead": number(row.overhead),
                        "decode_scaling": number(scaling.decoding), "job_scaling": number(scaling.job),
                        "relative_scaling": number(scaling.relative),
                    ])
                }),
        ])
    }

    package var table: String {
        var table = TextTable(header: [
            "WORKERS", "DECODING", "JOB", "DECODING FASTER", "JOB FASTER", "JOB/DECODING", "NOT REVIEWING",
        ])
        for row in rows {
            let scaling = scaling(row)
            table.append([
                "\(row.workers)", String(format: "%.2f s", row.decoding), String(format: "%.2f s", row.job),
                String(format: "%.3f x", scaling.decoding), String(format: "%.3f x", scaling.job),
                String(format: "%.3f", scaling.relative), String(format: "%.2f %%", 100 * row.overhead),
            ])
        }
        return table.text
    }
}
