package import Footage
package import Planning
import Postgres
import Schema

extension Database {
    /// Returns the whole frame index of a recording.
    package func frameIndex(of recording: RecordingID) async throws -> FrameIndex {
        let bytes = try await pool.transaction { sql -> [UInt8]? in
            try sql.query(
                "SELECT bytes FROM relecture.frame_index WHERE recording_id = $1::uuid", [recording.rawValue]
            ).first?.decode("bytes")
        }
        guard let bytes else { throw StorageError.unknown(kind: "footage", id: recording.rawValue) }
        return try FrameIndex(encoded: bytes)
    }

    /// Returns the part of a recording's frame index that decoding a span of the recording needs.
    ///
    /// Returns the whole index of recordings imported before indexes had blocks.
    /// - Parameters:
    ///   - from: Microseconds from the start of the recording.
    ///   - to: The span's end, exclusive.
    package func frameIndex(of recording: RecordingID, from: Int64, to: Int64) async throws -> FrameIndexPart {
        let part = try await pool.transaction { sql -> FrameIndexPart? in
            let row = try sql.query(
                """
                SELECT substring(bytes FROM 1 FOR \(FrameIndex.Head.length)) AS head, length(bytes) AS length, blocks
                FROM relecture.frame_index WHERE recording_id = $1::uuid AND blocks IS NOT NULL
                """, [recording.rawValue]
            ).first
            guard let row else { return nil }
            let head = try FrameIndex.Head(row.decode("head"))
            let blocks = try FrameIndexBlocks(encoded: row.decode("blocks"))
            guard let stretch = blocks.stretch(from: from, to: to, head: head, length: try row.decode("length")) else {
                return FrameIndexPart(index: FrameIndex(head: head))
            }
            let bytes = try sql.query(
                """
                SELECT substring(bytes FROM $2::integer FOR $3::integer) AS part FROM relecture.frame_index
                WHERE recording_id = $1::uuid
                """, [recording.rawValue, stretch.bytes.lowerBound + 1, stretch.bytes.count]
            ).single()
            return try FrameIndexPart(head: head, bytes: bytes.decode("part"), stretch: stretch)
        }
        if let part { return part }
        return FrameIndexPart(index: try await frameIndex(of: recording))
    }
}
