import Chronology
package import Footage
package import Planning
package import Postgres
package import Requisitions
import Schema

extension Database {
    /// Returns the camera's recording with the same bytes, if it was imported before.
    package func recording(
        ofCamera camera: CameraID, digest: String, in requisition: RequisitionID
    ) async throws -> RecordingID? {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT id::text AS id FROM relecture.recording
                WHERE requisition_id = $1::uuid AND camera = $2 AND sha256 = decode($3, 'hex')
                """, [requisition.rawValue, camera.rawValue, digest]
            ).first.map { try $0.decode("id") }
        }
    }

    /// Returns the recording imported from this file, if the file has not changed since.
    package func recording(
        ofCamera camera: CameraID, store: String, path: String, size: Int64, modified: Int64,
        in requisition: RequisitionID
    ) async throws -> RecordingID? {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT id::text AS id FROM relecture.recording WHERE requisition_id = $1::uuid AND camera = $2
                    AND store = $3 AND path = $4 AND size = $5 AND modified = $6 AND clock NOT IN ('none', 'option')
                """, [requisition.rawValue, camera.rawValue, store, path, size, modified]
            ).first.map { try $0.decode("id") }
        }
    }

    /// Adds a file to the catalogue. The same bytes for the same camera are stored as one recording.
    ///
    /// Ignores the entry's own id: the database assigns one. `modified` is the file's modification time, in
    /// microseconds since 1970.
    package func insert(
        _ entry: CatalogueEntry, index: FrameIndex, modified: Int64, into requisition: RequisitionID
    ) async throws -> RecordingID {
        let (bytes, blocks) = FrameIndexBlocks.encode(index)
        let id = try await pool.transaction { sql -> String? in
            let inserted = try sql.query(Database.insertRecording, entry.columns(requisition) + [modified]).first
            guard let id: String = try inserted?.decode("id") else { return nil }
            try sql.execute(
                "INSERT INTO relecture.frame_index (recording_id, bytes, blocks) VALUES ($1::uuid, $2, $3)",
                [id, bytes, blocks.encoded()])
            return id
        }
        if let id { return RecordingID(rawValue: id) }
        guard
            let known = try await recording(
                ofCamera: entry.recording.camera, digest: entry.recording.digest, in: requisition)
        else { throw StorageError.wrongState("the recording was erased during its import: import it again") }
        return known
    }

    /// Returns the files of a requisition, of one camera or of all, ordered by camera and start.
    package func recordings(of requisition: RequisitionID, camera: CameraID? = nil) async throws -> [CatalogueEntry] {
        try await pool.transaction { try Database.recordings(of: requisition, camera: camera, $0) }
    }

    /// Returns the files covered by a review, of one camera or of all, ordered by camera and start.
    package func recordings(of review: ReviewID, camera: CameraID? = nil) async throws -> [CatalogueEntry] {
        try await pool.transaction { try Database.recordings(of: review, camera: camera, $0) }
    }

    package static func recordings(
        of requisition: RequisitionID, camera: CameraID?, _ sql: PostgresSession
    ) throws -> [CatalogueEntry] {
        try recordings(
            sql, where: "requisition_id = $1::uuid AND ($2::text IS NULL OR camera = $2)",
            [requisition.rawValue, camera?.rawValue])
    }

    package static func recordings(
        of review: ReviewID, camera: CameraID?, _ sql: PostgresSession
    ) throws -> [CatalogueEntry] {
        try recordings(
            sql,
            where: """
                id IN (SELECT recording_id FROM relecture.review_recording WHERE review_id = $1::uuid)
                AND ($2::text IS NULL OR camera = $2)
                """, [review.rawValue, camera?.rawValue])
    }

    /// Returns these files, ordered by camera and start. Throws for an unknown id.
    package func recordings(_ ids: [RecordingID]) async throws -> [CatalogueEntry] {
        for id in ids { try StorageError.check(id.rawValue, kind: "footage") }
        let entries = try await pool.transaction { sql in
            try Database.recordings(sql, where: "id = ANY ($1::uuid[])", [ids.map(\.rawValue)])
        }
        let found = Set(entries.map(\.recording.id.rawValue))
        for id in ids where !found.contains(id.rawValue.lowercased()) {
            throw StorageError.unknown(kind: "footage", id: id.rawValue)
        }
        return entries
    }

    private static func recordings(
        _ sql: PostgresSession, where condition: String, _ values: [any PostgresEncodable]
    ) throws -> [CatalogueEntry] {
        try sql.query(
            """
            SELECT id::text AS id, camera, store, path, original_name, size, encode(sha256, 'hex') AS sha256,
                block_digests, container, codec, width, height, frames, starts_at, clock, clock_text, time_source,
                run_starts, run_ends, damage_starts, damage_ends, damage_reasons
            FROM relecture.recording WHERE \(condition) ORDER BY camera, starts_at, sha256
            """, values
        ).map(CatalogueEntry.init)
    }

    private static let insertRecording = """
        INSERT INTO relecture.recording (requisition_id, camera, store, path, original_name, size, sha256,
            block_digests, container, codec, width, height, frames, starts_at, ends_at, clock, clock_text, time_source,
            run_starts, run_ends, damage_starts, damage_ends, damage_reasons, modified)
        VALUES ($1::uuid, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24)
        ON CONFLICT (requisition_id, camera, sha256) DO NOTHING RETURNING id::text AS id
        """
}

extension CatalogueEntry {
    fileprivate func columns(_ requisition: RequisitionID) -> [any PostgresEncodable] {
        [
            requisition.rawValue, recording.camera.rawValue, store, path, originalName, size, recording.digest,
            blockDigests, container, codec, width, height, frames, span.start.stored, span.end.stored,
            recording.clock, clockText, timeSource.rawValue,
            recording.runs.map(\.start.microseconds), recording.runs.map(\.end.microseconds),
            recording.damage.map(\.span.start.microseconds), recording.damage.map(\.span.end.microseconds),
            recording.damage.map(\.reason),
        ]
    }

    fileprivate init(_ row: PostgresRow) throws {
        let runs = try TimeSpan.list(row.decode("run_starts"), row.decode("run_ends"))
        let damage = try TimeSpan.list(row.decode("damage_starts"), row.decode("damage_ends"))
        let reasons: [String] = try row.decode("damage_reasons")
        let start: PostgresTimestamp = try row.decode("starts_at")
        self.init(
            recording: Recording(
                id: try row.decode("id"), camera: try row.decode("camera"),
                digest: try row.decode("sha256"), start: start.timestamp, clock: try row.decode("clock"), runs: runs,
                damage: zip(damage, reasons).map { Recording.Damage(span: $0, reason: $1) }),
            store: try row.decode("store"), path: try row.decode("path"),
            originalName: try row.decode("original_name"), size: try row.decode("size"),
            blockDigests: try row.decode("block_digests"), container: try row.decode("container"),
            codec: try row.decode("codec"), width: try row.decode("width"), height: try row.decode("height"),
            frames: try row.decode("frames"), clockText: try row.decode("clock_text"),
            timeSource: try row.decode("time_source"))
    }
}

extension TimeSpan {
    /// Zips two columns of equal length into spans.
    fileprivate static func list(_ starts: [Int64], _ ends: [Int64]) -> [TimeSpan] {
        zip(starts, ends).filter { $0 <= $1 }.map {
            TimeSpan(start: Timestamp(microseconds: $0), end: Timestamp(microseconds: $1))
        }
    }
}
