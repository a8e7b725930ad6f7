/// All that analysts ask: the views of schema `timeline` with true times, provenance, paths and history, and functions
/// for what takes a question's own numbers. Nothing here runs with rights other than the asker's.
///
/// New columns of a view come last, so that what was written for the old ones goes on.
enum Migration017Asking {
    static let sql = [clocks, results, movement, history, provenance, questions, zones].joined(separator: "\n")

    /// A camera's clock against true time: straight between anchors, and as the nearest one before the first and after
    /// the last. Between two anchors the larger of their uncertainties holds. `CameraClock` computes the same.
    private static let clocks = """
        CREATE FUNCTION timeline.true_time(requisition uuid, camera text, shown timestamptz) RETURNS timestamptz
            LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
        DECLARE
            before relecture.clock_anchor;
            after relecture.clock_anchor;
            step numeric;
        BEGIN
            -- Most cameras have none, and whole stores are asked.
            IF NOT EXISTS (SELECT FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
                AND a.camera = true_time.camera) THEN
                RETURN shown;
            END IF;
            SELECT a.* INTO before FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
                AND a.camera = true_time.camera AND a.shown <= true_time.shown ORDER BY a.shown DESC LIMIT 1;
            SELECT a.* INTO after FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
                AND a.camera = true_time.camera AND a.shown > true_time.shown ORDER BY a.shown LIMIT 1;
            IF before.shown IS NULL THEN RETURN shown + (after.true_at - after.shown); END IF;
            IF after.shown IS NULL THEN RETURN shown + (before.true_at - before.shown); END IF;
            step := extract(epoch FROM after.true_at - before.true_at) * extract(epoch FROM shown - before.shown)
                / extract(epoch FROM after.shown - before.shown);
            RETURN before.true_at + floor(step * 1000000)::float8 * interval '1 microsecond';
        END $$;
        COMMENT ON FUNCTION timeline.true_time IS
            'What time it truly was when a camera''s clock showed a time, by its measured anchors; without any: as shown.';

        CREATE FUNCTION timeline.clock_uncertainty(requisition uuid, camera text, shown timestamptz) RETURNS interval
            LANGUAGE sql STABLE PARALLEL SAFE
        RETURN (SELECT max(u.uncertainty) FROM (
            (SELECT a.uncertainty FROM relecture.clock_anchor a WHERE a.requisition_id = clock_uncertainty.requisition
                AND a.camera = clock_uncertainty.camera AND a.shown <= clock_uncertainty.shown
                ORDER BY a.shown DESC LIMIT 1)
            UNION ALL
            (SELECT a.uncertainty FROM relecture.clock_anchor a WHERE a.requisition_id = clock_uncertainty.requisition
                AND a.camera = clock_uncertainty.camera AND a.shown > clock_uncertainty.shown
                ORDER BY a.shown LIMIT 1)) AS u);
        COMMENT ON FUNCTION timeline.clock_uncertainty IS
            'How far a true time may be off, either way; NULL where the camera''s clock was never measured.';

        -- The same in pieces, to be joined where many times of one camera are corrected: true_at + (t - shown), or that
        -- stretched by true_length / shown_length between two anchors.
        CREATE FUNCTION timeline.clock_pieces(requisition uuid, camera text) RETURNS TABLE (
                from_shown timestamptz, to_shown timestamptz, shown timestamptz, true_at timestamptz, shown_length numeric,
                true_length numeric, uncertainty interval)
            LANGUAGE sql STABLE PARALLEL SAFE ROWS 3
        BEGIN ATOMIC
            SELECT a.shown, coalesce(lead(a.shown) OVER w, 'infinity'), a.shown, a.true_at,
                extract(epoch FROM lead(a.shown) OVER w - a.shown), extract(epoch FROM lead(a.true_at) OVER w - a.true_at),
                greatest(a.uncertainty, lead(a.uncertainty) OVER w)
            FROM relecture.clock_anchor a
            WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera
            WINDOW w AS (ORDER BY a.shown)
            UNION ALL
            (SELECT '-infinity', a.shown, a.shown, a.true_at, NULL, NULL, a.uncertainty FROM relecture.clock_anchor a
            WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera ORDER BY a.shown LIMIT 1)
            UNION ALL
            SELECT '-infinity', 'infinity', to_timestamp(0), to_timestamp(0), NULL, NULL, NULL
            WHERE NOT EXISTS (SELECT FROM relecture.clock_anchor a
                WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera);
        END;
        COMMENT ON FUNCTION timeline.clock_pieces IS
            'A camera''s clock in pieces of shown time: `true_at` + what has passed since `shown`, by true_length / shown_length.';

        CREATE VIEW timeline.clocks WITH (security_invoker = true) AS
            SELECT q.reference, a.requisition_id AS requisition, a.camera, a.shown, a.true_at,
                a.true_at - a.shown AS correction, a.uncertainty, a.source, a.set_at
            FROM relecture.clock_anchor a JOIN relecture.requisition q ON q.id = a.requisition_id;
        COMMENT ON VIEW timeline.clocks IS
            'Measured anchors: at `true_at`, give or take `uncertainty`, the camera''s clock showed `shown`.';
        """

    private static let results = """
        CREATE VIEW timeline.reviews WITH (security_invoker = true) AS
            SELECT q.reference, r.requisition_id AS requisition, r.id AS review, r.state, r.profile_name AS profile,
                r.profile_digest, r.chunk_length, q.authority, q.window_start, q.window_end, r.created_at, r.finished_at
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id;
        COMMENT ON VIEW timeline.reviews IS 'Each run of one set of analysis settings over the footage of one requisition.';
        COMMENT ON COLUMN timeline.reviews.profile_digest IS 'SHA-256 of all analysis settings.';

        CREATE OR REPLACE VIEW timeline.coverage WITH (security_invoker = true) AS
            SELECT q.reference, c.review_id AS review, c.camera, c.starts_at, c.ends_at, c.during,
                c.ends_at - c.starts_at AS duration, c.state, nullif(c.reason, '') AS reason,
                c.requisition_id AS requisition, timeline.true_time(c.requisition_id, c.camera, c.starts_at) AS true_start,
                timeline.true_time(c.requisition_id, c.camera, c.ends_at) AS true_end,
                timeline.clock_uncertainty(c.requisition_id, c.camera, c.starts_at) AS clock_uncertainty
            FROM relecture.camera_coverage c JOIN relecture.requisition q ON q.id = c.requisition_id
            UNION ALL
            -- A camera of which nothing is merged yet.
            SELECT q.reference, r.id, s.camera, w.starts_at, w.ends_at,
                tstzrange(w.starts_at, w.ends_at, '[)'), w.ends_at - w.starts_at,
                CASE WHEN r.state = 'cancelled' THEN 'skipped' ELSE 'pending' END, NULL, q.id,
                timeline.true_time(q.id, s.camera, w.starts_at), timeline.true_time(q.id, s.camera, w.ends_at),
                timeline.clock_uncertainty(q.id, s.camera, w.starts_at)
            FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
            JOIN relecture.requisition_camera s ON s.requisition_id = q.id
            JOIN relecture.review_window w ON w.review_id = r.id
            WHERE NOT EXISTS (SELECT FROM relecture.camera_result m WHERE m.review_id = r.id AND m.camera = s.camera);
        COMMENT ON COLUMN timeline.coverage.state IS
            'analysed, pending, gap (no footage), undecodable, quarantined (reviewing failed) or skipped.';
        COMMENT ON COLUMN timeline.coverage.true_start IS 'starts_at on true time, by the camera''s measured clock.';
        COMMENT ON COLUMN timeline.coverage.clock_uncertainty IS
            'How far true times may be off, either way; NULL where the clock was never measured.';

        CREATE OR REPLACE VIEW timeline.activity WITH (security_invoker = true) AS
            SELECT q.reference, a.review_id AS review, a.camera, a.starts_at, a.ends_at, a.during,
                a.ends_at - a.starts_at AS duration, r.is_complete,
                a.requisition_id AS requisition, timeline.true_time(a.requisition_id, a.camera, a.starts_at) AS true_start,
                timeline.true_time(a.requisition_id, a.camera, a.ends_at) AS true_end,
                timeline.clock_uncertainty(a.requisition_id, a.camera, a.starts_at) AS clock_uncertainty
            FROM relecture.camera_activity a
            JOIN relecture.requisition q ON q.id = a.requisition_id
            JOIN relecture.camera_result r USING (review_id, camera);
        COMMENT ON COLUMN timeline.activity.true_start IS 'starts_at on true time, by the camera''s measured clock.';
        COMMENT ON COLUMN timeline.activity.clock_uncertainty IS
            'How far true times may be off, either way; NULL where the clock was never measured.';

        CREATE OR REPLACE VIEW timeline.tracks WITH (security_invoker = true) AS
            SELECT q.reference, t.review_id AS review, t.camera, t.track, t.starts_at, t.ends_at, t.during,
                t.ends_at - t.starts_at AS duration, t.class, t.confidence / 10000.0 AS confidence,
                t.first_box[1] / 10000.0 AS first_x, t.first_box[2] / 10000.0 AS first_y,
                t.first_box[3] / 10000.0 AS first_width, t.first_box[4] / 10000.0 AS first_height,
                t.last_box[1] / 10000.0 AS last_x, t.last_box[2] / 10000.0 AS last_y,
                t.last_box[3] / 10000.0 AS last_width, t.last_box[4] / 10000.0 AS last_height,
                r.is_complete,
                t.requisition_id AS requisition, timeline.true_time(t.requisition_id, t.camera, t.starts_at) AS true_start,
                timeline.true_time(t.requisition_id, t.camera, t.ends_at) AS true_end,
                timeline.clock_uncertainty(t.requisition_id, t.camera, t.starts_at) AS clock_uncertainty, t.foot_box
            FROM relecture.camera_track t
            JOIN relecture.requisition q ON q.id = t.requisition_id
            JOIN relecture.camera_result r USING (review_id, camera);
        COMMENT ON COLUMN timeline.tracks.true_start IS 'starts_at on true time, by the camera''s measured clock.';
        COMMENT ON COLUMN timeline.tracks.clock_uncertainty IS
            'How far true times may be off, either way; NULL where the clock was never measured.';
        COMMENT ON COLUMN timeline.tracks.foot_box IS
            'The box that holds every foot point of the track (the middle of the lower edge), in fractions of the picture.';

        CREATE OR REPLACE VIEW timeline.footage WITH (security_invoker = true) AS
            SELECT q.reference, f.camera, f.original_name AS file, encode(f.sha256, 'hex') AS sha256, f.size,
                f.starts_at, f.ends_at, tstzrange(f.starts_at, f.ends_at, '[)') AS during, f.clock, f.clock_text,
                f.time_source, f.container, f.codec, f.width, f.height, f.frames,
                f.requisition_id AS requisition, timeline.true_time(f.requisition_id, f.camera, f.starts_at) AS true_start,
                timeline.true_time(f.requisition_id, f.camera, f.ends_at) AS true_end,
                timeline.clock_uncertainty(f.requisition_id, f.camera, f.starts_at) AS clock_uncertainty, f.imported_at
            FROM relecture.recording f JOIN relecture.requisition q ON q.id = f.requisition_id;
        COMMENT ON COLUMN timeline.footage.true_start IS 'starts_at on true time, by the camera''s measured clock.';
        COMMENT ON COLUMN timeline.footage.clock_uncertainty IS
            'How far true times may be off, either way; NULL where the clock was never measured.';
        """
}
