import Chronology
import Footage
import Planning
import Postgres
import Requisitions
import Schema

extension ChunkClaim {
    /// Over chunk `c` of review `r`; windows are two lists of microseconds since 1970.
    static let columns = """
        c.id, c.epoch, c.attempts, c.review_id::text AS review, c.requisition_id::text AS requisition, c.camera,
        c.starts_at, c.ends_at, r.profile,
        ARRAY(SELECT (extract(epoch FROM w.starts_at) * 1000000)::bigint FROM relecture.review_window w
            WHERE w.review_id = r.id ORDER BY w.starts_at) AS starts,
        ARRAY(SELECT (extract(epoch FROM w.ends_at) * 1000000)::bigint FROM relecture.review_window w
            WHERE w.review_id = r.id ORDER BY w.starts_at) AS ends
        """

    /// - Parameter row: with the columns above.
    init(_ row: PostgresRow) throws {
        self.init(
            chunk: try row.decode("id"), epoch: try row.decode("epoch"),
            review: try row.decode("review"),
            requisition: try row.decode("requisition"),
            camera: try row.decode("camera"),
            span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")),
            windows: try TimeSpan.windows(row.decode("starts"), row.decode("ends")),
            profile: try row.decode("profile"), attempts: try row.decode("attempts"))
    }
}
