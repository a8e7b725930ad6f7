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
CREATE VIEW timeline.paths WITH (security_invoker = true) AS
    SELECT q.reference, t.review_id AS review, t.camera, t.track, p.step::integer AS step,
        to_timestamp(0) + p.at * interval '1 microsecond' AS at, p.x / 10000.0 AS x, p.y / 10000.0 AS y,
        p.width / 10000.0 AS width, p.height / 10000.0 AS height,
        point((2 * p.x + p.width) / 20000.0::float8, (p.y + p.height) / 10000.0::float8) AS foot,
        t.requisition_id AS requisition
    FROM relecture.camera_track t JOIN relecture.requisition q ON q.id = t.requisition_id
    CROSS JOIN LATERAL unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
        AS p (at, x, y, width, height, step);
COMMENT ON VIEW timeline.paths IS 'Where each track was, in order: at most five points a second, as exports show.';
COMMENT ON COLUMN timeline.paths.foot IS
    'The middle of the box''s lower edge, where it stands: fractions of the picture, from its top left corner.';

CREATE VIEW timeline.motion WITH (security_invoker = true) AS
    SELECT m.reference, m.review, m.camera, m.track, m.starts_at, m.ends_at, m.during, m.duration, m.class, m.dx, m.dy,
        CASE WHEN greatest(abs(m.dx), abs(m.dy)) < 0.05 THEN 'none' WHEN abs(m.dx) >= abs(m.dy)
            THEN CASE WHEN m.dx > 0 THEN 'right' ELSE 'left' END
            ELSE CASE WHEN m.dy > 0 THEN 'down' ELSE 'up' END END AS direction,
        round(sqrt(m.dx * m.dx + m.dy * m.dy), 4) AS distance,
        round(sqrt(m.dx * m.dx + m.dy * m.dy) / extract(epoch FROM m.duration), 4) AS speed,
        (SELECT round(sum(sqrt(s.x * s.x + s.y * s.y))::numeric, 4) FROM (
            SELECT (p.x + p.width / 2.0 - lag(p.x + p.width / 2.0) OVER w) / 10000 AS x,
                (p.y + p.height - lag(p.y + p.height) OVER w) / 10000.0 AS y
            FROM unnest(m.path_at, m.path_x, m.path_y, m.path_width, m.path_height)
                AS p (at, x, y, width, height) WINDOW w AS (ORDER BY p.at)) s) AS travelled,
        m.requisition
    FROM (SELECT q.reference, t.review_id AS review, t.camera, t.track, t.starts_at, t.ends_at, t.during,
            t.ends_at - t.starts_at AS duration, t.class,
            (t.last_box[1] + t.last_box[3] / 2.0 - t.first_box[1] - t.first_box[3] / 2.0) / 10000 AS dx,
            (t.last_box[2] + t.last_box[4] - t.first_box[2] - t.first_box[4]) / 10000.0 AS dy,
            t.requisition_id AS requisition, t.path_at, t.path_x, t.path_y, t.path_width, t.path_height
        FROM relecture.camera_track t JOIN relecture.requisition q ON q.id = t.requisition_id
        WHERE t.ends_at > t.starts_at) m;
COMMENT ON VIEW timeline.motion IS
    'How each track moved in the picture: fractions of its width and height, speeds a second. No metres: a picture has none.';
COMMENT ON COLUMN timeline.motion.dx IS 'From the first to the last foot point; positive to the right.';
COMMENT ON COLUMN timeline.motion.dy IS 'From the first to the last foot point; positive down the picture.';
COMMENT ON COLUMN timeline.motion.direction IS 'left, right, up or down, whichever is most; none below 0.05.';
COMMENT ON COLUMN timeline.motion.distance IS 'Straight from the first to the last foot point.';
COMMENT ON COLUMN timeline.motion.speed IS 'Of `distance` over the time it was seen, a second.';
COMMENT ON COLUMN timeline.motion.travelled IS 'Along the path. It reads the path: ask it of few tracks.';

CREATE VIEW timeline.activity_ranges WITH (security_invoker = true) AS
    SELECT q.reference, m.review_id AS review, m.camera, coalesce(a.active, '{}') AS active,
        coalesce(c.analysed, '{}') AS analysed, coalesce(c.not_analysed, '{}') AS not_analysed,
        coalesce(c.analysed, '{}') - coalesce(a.active, '{}') AS quiet, m.requisition_id AS requisition
    FROM relecture.camera_result m JOIN relecture.requisition q ON q.id = m.requisition_id
    CROSS JOIN LATERAL (SELECT range_agg(a.during) AS active FROM relecture.camera_activity a
        WHERE a.requisition_id = m.requisition_id AND a.review_id = m.review_id AND a.camera = m.camera) a
    CROSS JOIN LATERAL (SELECT range_agg(c.during) FILTER (WHERE c.state = 'analysed') AS analysed,
            range_agg(c.during) FILTER (WHERE c.state <> 'analysed') AS not_analysed
        FROM relecture.camera_coverage c
        WHERE c.requisition_id = m.requisition_id AND c.review_id = m.review_id AND c.camera = m.camera) c;
COMMENT ON VIEW timeline.activity_ranges IS 'One row a camera: its activity and coverage as multiranges, for set operators.';
COMMENT ON COLUMN timeline.activity_ranges.quiet IS 'Where it was looked, and nothing moved.';

CREATE VIEW timeline.events WITH (security_invoker = true) AS
    SELECT reference, review, camera, starts_at AS at, 'appears' AS kind, track, NULL AS reason, requisition
        FROM timeline.tracks
    UNION ALL SELECT reference, review, camera, ends_at, 'leaves', track, NULL, requisition FROM timeline.tracks
    UNION ALL SELECT reference, review, camera, starts_at, 'hole begins', NULL, coalesce(reason, state), requisition
        FROM timeline.coverage WHERE state <> 'analysed'
    UNION ALL SELECT reference, review, camera, ends_at, 'hole ends', NULL, coalesce(reason, state), requisition
        FROM timeline.coverage WHERE state <> 'analysed';
COMMENT ON VIEW timeline.events IS
    'What begins and ends, to be read in order of time: objects, and time that nobody looked at.';
CREATE VIEW timeline.chunks WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, c.id AS chunk, c.starts_at, c.ends_at,
        tstzrange(c.starts_at, c.ends_at, '[)') AS during, c.state, c.attempts, c.epoch, c.store,
        c.started_at, c.finished_at, c.frames_analysed, c.frames_outside, c.failure, c.requisition_id AS requisition
    FROM relecture.chunk c JOIN relecture.requisition q ON q.id = c.requisition_id;
COMMENT ON VIEW timeline.chunks IS 'The slices of time into which a review was cut, and how far each is.';
COMMENT ON COLUMN timeline.chunks.epoch IS 'Number of the last attempt; its results are the ones that count.';
COMMENT ON COLUMN timeline.chunks.frames_outside IS 'Decoded only because the codec needed them; never looked at.';

CREATE VIEW timeline.attempts WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, a.chunk_id AS chunk, a.epoch, a.worker, a.host, a.build,
        a.started_at, a.finished_at, a.finished_at - a.started_at AS duration, a.outcome, a.class, a.reason, a.detail,
        a.processor_time * interval '1 microsecond' AS processor_time, a.peak_memory,
        c.requisition_id AS requisition
    FROM relecture.attempt a JOIN relecture.chunk c ON c.id = a.chunk_id
    JOIN relecture.requisition q ON q.id = c.requisition_id;
COMMENT ON VIEW timeline.attempts IS 'Every attempt at every chunk: who, where, with which build, and how it ended.';
COMMENT ON COLUMN timeline.attempts.outcome IS 'done, failed, released (handed back) or lost; NULL while it runs.';

CREATE VIEW timeline.workers WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, a.worker, a.host, a.build,
        count(*) FILTER (WHERE a.outcome = 'done') AS done, count(*) FILTER (WHERE a.outcome = 'failed') AS failed,
        sum(c.ends_at - c.starts_at) FILTER (WHERE a.outcome = 'done') AS footage,
        sum(a.finished_at - a.started_at) FILTER (WHERE a.outcome = 'done') AS worked, min(a.started_at) AS first_at,
        max(a.finished_at) AS last_at, c.requisition_id AS requisition
    FROM relecture.attempt a JOIN relecture.chunk c ON c.id = a.chunk_id
    JOIN relecture.requisition q ON q.id = c.requisition_id
    GROUP BY q.reference, c.requisition_id, c.review_id, a.worker, a.host, a.build;
COMMENT ON VIEW timeline.workers IS 'What each worker did for a review, by build.';
COMMENT ON COLUMN timeline.workers.footage IS 'How much footage it reviewed.';
CREATE VIEW timeline.provenance WITH (security_invoker = true) AS
    SELECT v.reference, v.review, v.camera, lower(p.during) AS starts_at, upper(p.during) AS ends_at, p.during,
        upper(p.during) - lower(p.during) AS duration, v.state, v.reason, p.chunk, a.epoch, a.worker, a.host, a.build,
        r.profile_name AS profile, r.profile_digest, v.requisition
    FROM timeline.coverage v JOIN relecture.review r ON r.id = v.review
    CROSS JOIN LATERAL (
        -- The part in each chunk, then what lies in none.
        SELECT v.during * tstzrange(c.starts_at, c.ends_at, '[)') AS during, c.id AS chunk, c.epoch
        FROM relecture.chunk c WHERE c.review_id = v.review AND c.camera = v.camera
            AND c.starts_at < v.ends_at AND c.ends_at > v.starts_at
        UNION ALL
        SELECT unnest(tstzmultirange(v.during) - coalesce((SELECT range_agg(tstzrange(c.starts_at, c.ends_at, '[)'))
            FROM relecture.chunk c WHERE c.review_id = v.review AND c.camera = v.camera
                AND c.starts_at < v.ends_at AND c.ends_at > v.starts_at), '{}')), NULL, NULL) p
    LEFT JOIN relecture.attempt a ON a.chunk_id = p.chunk AND a.epoch = p.epoch;
COMMENT ON VIEW timeline.provenance IS
    'Every moment in scope exactly once: its state and why, and which attempt of which worker and build it comes from.';
COMMENT ON COLUMN timeline.provenance.chunk IS 'NULL where there was nothing to review.';
COMMENT ON COLUMN timeline.provenance.epoch IS 'Number of the attempt whose results count; NULL where none was made.';
COMMENT ON COLUMN timeline.provenance.build IS 'Version of the program that reviewed it.';

CREATE VIEW timeline.coverage_summary WITH (security_invoker = true) AS
    SELECT reference, review, camera, sum(duration) AS in_scope, sum(duration) FILTER (WHERE state = 'analysed') AS analysed,
        coalesce(sum(duration) FILTER (WHERE state <> 'analysed'), '0') AS not_analysed,
        sum(duration) FILTER (WHERE state = 'pending') AS pending, sum(duration) FILTER (WHERE state = 'gap') AS gap,
        sum(duration) FILTER (WHERE state = 'undecodable') AS undecodable,
        sum(duration) FILTER (WHERE state = 'quarantined') AS quarantined,
        sum(duration) FILTER (WHERE state = 'skipped') AS skipped,
        round(coalesce(extract(epoch FROM sum(duration) FILTER (WHERE state = 'analysed')), 0)
            / extract(epoch FROM sum(duration)), 4) AS share, requisition
    FROM timeline.coverage GROUP BY reference, requisition, review, camera;
COMMENT ON VIEW timeline.coverage_summary IS 'How much of a camera''s time in scope was looked at, and why not the rest.';
COMMENT ON COLUMN timeline.coverage_summary.share IS 'Of the time in scope that was analysed, from 0 to 1.';
CREATE FUNCTION timeline.found(review uuid, asked tstzrange, only_camera text DEFAULT NULL) RETURNS TABLE (
        camera text, tracks bigint, active interval, analysed interval, not_analysed interval, statement text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = found.review);
BEGIN
    RETURN QUERY
    SELECT x.camera, x.tracks, x.active, x.analysed, x.missed,
        CASE WHEN x.analysed = '0' THEN 'nothing was analysed'
            WHEN x.tracks > 0 THEN x.tracks || ' tracks in the analysed ' || x.analysed
            ELSE 'nothing found in the analysed ' || x.analysed END
        || CASE WHEN x.missed > '0' THEN ', ' || x.missed || ' in scope not analysed' ELSE '' END
    FROM (SELECT s.camera, t.tracks, coalesce(a.active, '0') AS active, coalesce(c.analysed, '0') AS analysed,
            coalesce(c.missed, '0') AS missed
        FROM relecture.requisition_camera s
        CROSS JOIN LATERAL (SELECT count(*) AS tracks FROM relecture.camera_track t WHERE t.requisition_id = requisition
            AND t.review_id = found.review AND t.camera = s.camera AND t.during && found.asked) t
        CROSS JOIN LATERAL (SELECT sum(upper(a.during * found.asked) - lower(a.during * found.asked)) AS active
            FROM relecture.camera_activity a WHERE a.requisition_id = requisition AND a.review_id = found.review
                AND a.camera = s.camera AND a.during && found.asked) a
        CROSS JOIN LATERAL (SELECT sum(p.length) FILTER (WHERE p.state = 'analysed') AS analysed,
                sum(p.length) FILTER (WHERE p.state <> 'analysed') AS missed
            FROM (SELECT v.state, upper(v.during * found.asked) - lower(v.during * found.asked) AS length
                FROM timeline.coverage v WHERE v.requisition = requisition AND v.review = found.review
                    AND v.camera = s.camera AND v.during && found.asked) p) c
        WHERE s.requisition_id = requisition AND (only_camera IS NULL OR s.camera = only_camera)) x
    ORDER BY x.camera;
END $$;
COMMENT ON FUNCTION timeline.found IS
    'What was found in a stretch of time, with how much of it was looked at: "nothing" is said over analysed time only.';

CREATE FUNCTION timeline.counts(review uuid, every interval, only_camera text DEFAULT NULL) RETURNS TABLE (
        camera text, starts_at timestamptz, analysed interval, active interval, began bigint, present bigint)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = counts.review);
    origin timestamptz := timestamptz '2000-01-01 00:00:00+00';
BEGIN
    RETURN QUERY
    WITH looked AS (
        SELECT v.camera, b AS at,
            sum(least(v.ends_at, b + every) - greatest(v.starts_at, b)) FILTER (WHERE v.state = 'analysed') AS analysed
        FROM timeline.coverage v CROSS JOIN LATERAL generate_series(date_bin(every, v.starts_at, origin),
            v.ends_at - interval '1 microsecond', every) b
        WHERE v.requisition = requisition AND v.review = counts.review
            AND (only_camera IS NULL OR v.camera = only_camera) GROUP BY 1, 2
    ), moved AS (
        SELECT a.camera, b AS at, sum(least(a.ends_at, b + every) - greatest(a.starts_at, b)) AS active
        FROM relecture.camera_activity a CROSS JOIN LATERAL generate_series(date_bin(every, a.starts_at, origin),
            a.ends_at - interval '1 microsecond', every) b
        WHERE a.requisition_id = requisition AND a.review_id = counts.review
            AND (only_camera IS NULL OR a.camera = only_camera) GROUP BY 1, 2
    ), seen AS (
        SELECT t.camera, b AS at, count(*) FILTER (WHERE t.starts_at >= b) AS began, count(*) AS present
        FROM relecture.camera_track t CROSS JOIN LATERAL generate_series(date_bin(every, t.starts_at, origin),
            t.ends_at - interval '1 microsecond', every) b
        WHERE t.requisition_id = requisition AND t.review_id = counts.review
            AND (only_camera IS NULL OR t.camera = only_camera) GROUP BY 1, 2
    )
    SELECT l.camera, l.at, coalesce(l.analysed, '0'),
        CASE WHEN l.analysed > '0' THEN coalesce(m.active, '0') END,
        CASE WHEN l.analysed > '0' THEN coalesce(s.began, 0) END,
        CASE WHEN l.analysed > '0' THEN coalesce(s.present, 0) END
    FROM looked l LEFT JOIN moved m ON m.camera = l.camera AND m.at = l.at
    LEFT JOIN seen s ON s.camera = l.camera AND s.at = l.at ORDER BY l.camera, l.at;
END $$;
COMMENT ON FUNCTION timeline.counts IS
    'Per camera and interval (cut from midnight UTC): time analysed and active, tracks that began and that were present. '
    'NULL, not 0, where nothing was analysed.';

CREATE FUNCTION timeline.co_presence(review uuid, camera_a text, camera_b text) RETURNS TABLE (
        true_start timestamptz, true_end timestamptz, duration interval, certainty text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = co_presence.review);
    certain tstzmultirange[] := '{}';
    possible tstzmultirange[] := '{}';
    surely tstzmultirange;
    perhaps tstzmultirange;
    measured boolean := true;
    known boolean;
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[camera_a, camera_b] LOOP
        SELECT coalesce(range_agg(tstzrange(x.s + x.u, x.e - x.u)) FILTER (WHERE x.s + x.u < x.e - x.u), '{}'),
            coalesce(range_agg(tstzrange(x.s - x.u, x.e + x.u)), '{}'), coalesce(bool_and(x.known), true)
            INTO surely, perhaps, known
        FROM (WITH piece AS MATERIALIZED (SELECT p.* FROM timeline.clock_pieces(requisition, name) p)
            SELECT p.true_at + CASE WHEN p.shown_length IS NULL THEN a.starts_at - p.shown
                    ELSE floor(p.true_length * extract(epoch FROM a.starts_at - p.shown) / p.shown_length
                        * 1000000)::float8 * interval '1 microsecond' END AS s,
                o.true_at + CASE WHEN o.shown_length IS NULL THEN a.ends_at - o.shown
                    ELSE floor(o.true_length * extract(epoch FROM a.ends_at - o.shown) / o.shown_length
                        * 1000000)::float8 * interval '1 microsecond' END AS e,
                coalesce(greatest(p.uncertainty, o.uncertainty), '0') AS u, p.uncertainty IS NOT NULL AS known
            FROM relecture.camera_activity a
            JOIN piece p ON a.starts_at >= p.from_shown AND a.starts_at < p.to_shown
            JOIN piece o ON a.ends_at >= o.from_shown AND a.ends_at < o.to_shown
            WHERE a.requisition_id = requisition AND a.review_id = co_presence.review AND a.camera = name) x
        WHERE x.s < x.e;
        certain := certain || surely;
        possible := possible || perhaps;
        measured := measured AND known;
    END LOOP;
    RETURN QUERY
    SELECT lower(r.during), upper(r.during), upper(r.during) - lower(r.during),
        CASE WHEN measured THEN r.certainty ELSE 'unmeasured' END
    FROM (SELECT unnest(certain[1] * certain[2]) AS during, 'certain' AS certainty
        UNION ALL
        SELECT unnest(possible[1] * possible[2] - certain[1] * certain[2]), 'possible') r
    ORDER BY 1;
END $$;
COMMENT ON FUNCTION timeline.co_presence IS
    'When something moved before both cameras, on true time: certain whatever the clocks'' uncertainties, or possible '
    'within them; unmeasured where a clock has no anchor and is taken as right.';

CREATE FUNCTION timeline.shown_time(requisition uuid, camera text, true_at timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    before relecture.clock_anchor;
    after relecture.clock_anchor;
BEGIN
    SELECT a.* INTO before FROM relecture.clock_anchor a WHERE a.requisition_id = shown_time.requisition
        AND a.camera = shown_time.camera AND a.true_at <= shown_time.true_at ORDER BY a.true_at DESC LIMIT 1;
    SELECT a.* INTO after FROM relecture.clock_anchor a WHERE a.requisition_id = shown_time.requisition
        AND a.camera = shown_time.camera AND a.true_at > shown_time.true_at ORDER BY a.true_at LIMIT 1;
    IF before.shown IS NULL AND after.shown IS NULL THEN RETURN true_at; END IF;
    IF before.shown IS NULL THEN RETURN true_at + (after.shown - after.true_at); END IF;
    IF after.shown IS NULL THEN RETURN true_at + (before.shown - before.true_at); END IF;
    RETURN before.shown + floor(extract(epoch FROM after.shown - before.shown)
        * extract(epoch FROM true_at - before.true_at) / extract(epoch FROM after.true_at - before.true_at)
        * 1000000)::float8 * interval '1 microsecond';
END $$;
COMMENT ON FUNCTION timeline.shown_time IS 'What a camera''s clock showed at a true time: where to look for it.';

CREATE FUNCTION timeline.next_cameras(review uuid, of_camera text, of_track integer, within interval) RETURNS TABLE (
        camera text, track integer, starts_at timestamptz, after interval, clock_uncertainty interval)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = next_cameras.review);
    left_at timestamptz := (SELECT t.ends_at FROM relecture.camera_track t WHERE t.requisition_id = requisition
        AND t.review_id = next_cameras.review AND t.camera = of_camera AND t.track = of_track);
    slack interval := timeline.clock_uncertainty(requisition, of_camera, left_at);
BEGIN
    left_at := timeline.true_time(requisition, of_camera, left_at);
    RETURN QUERY
    SELECT s.camera, t.track, t.starts_at, timeline.true_time(requisition, s.camera, t.starts_at) - left_at, s.slack
    FROM (SELECT c.camera, timeline.shown_time(requisition, c.camera, left_at) AS shown,
            slack + timeline.clock_uncertainty(requisition, c.camera,
                timeline.shown_time(requisition, c.camera, left_at)) AS slack
        FROM relecture.requisition_camera c
        WHERE c.requisition_id = requisition AND c.camera <> of_camera OFFSET 0) s
    CROSS JOIN LATERAL (SELECT t.track, t.starts_at FROM relecture.camera_track t
        WHERE t.requisition_id = requisition AND t.review_id = next_cameras.review AND t.camera = s.camera
            AND t.during && tstzrange(s.shown - coalesce(s.slack, '0'), s.shown + within + coalesce(s.slack, '0'), '[]')
            AND t.starts_at >= s.shown - coalesce(s.slack, '0')) t
    ORDER BY 4, 1, 2;
END $$;
COMMENT ON FUNCTION timeline.next_cameras IS
    'What appears before the other cameras within a time after a track has ended, on true time; the clocks'' '
    'uncertainties, both together, widen it (NULL where one was never measured).';
CREATE FUNCTION timeline.in_zone(review uuid, camera text, zone polygon, asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, entered_at timestamptz, left_at timestamptz, stayed interval, came_in boolean, went_out boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT z.track, z.entered_at, z.left_at, z.left_at - z.entered_at, z.came_in, z.went_out
    FROM (SELECT t.track, to_timestamp(0) + v.first * interval '1 microsecond' AS entered_at, v.came_in, v.went_out,
            CASE WHEN v.went_out THEN to_timestamp(0) + v.last * interval '1 microsecond' ELSE t.ends_at END AS left_at
        FROM relecture.camera_track t
        -- Numbers until the end, and track by track: points are many.
        CROSS JOIN LATERAL (SELECT min(p.at) AS first, max(p.next_at) AS last, min(p.step) > 1 AS came_in,
                NOT bool_or(p.next_at IS NULL) AS went_out
            FROM (SELECT s.*, count(*) FILTER (WHERE NOT s.inside) OVER (ORDER BY s.step) AS visit
                FROM (SELECT u.step, u.at, lead(u.at) OVER (ORDER BY u.step) AS next_at, zone
                        @> point((2 * u.x + u.width) / 20000.0::float8, (u.y + u.height) / 10000.0::float8) AS inside
                    FROM unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
                        AS u (at, x, y, width, height, step)) s) p
            WHERE p.inside GROUP BY p.visit) v
        WHERE t.requisition_id = (SELECT r.requisition_id FROM relecture.review r WHERE r.id = in_zone.review)
            AND t.review_id = in_zone.review AND t.camera = in_zone.camera
            AND t.foot_box && box(zone) AND (asked = '(,)' OR t.during && asked)) z
    WHERE tstzrange(z.entered_at, z.left_at) && asked ORDER BY z.entered_at, z.track;
END $$;
COMMENT ON FUNCTION timeline.in_zone IS
    'Each visit of a foot point to a polygon: from the first point of the path inside to the first outside again, '
    'so exact to 0.2 s. `came_in` and `went_out` tell whether it was seen outside before and after.';

CREATE FUNCTION timeline.dwell(review uuid, camera text, zone polygon DEFAULT '((-9,-9),(9,-9),(9,9),(-9,9))',
        asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, visits bigint, stayed interval, first_at timestamptz, last_at timestamptz)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT z.track, count(*), sum(z.stayed), min(z.entered_at), max(z.left_at)
    FROM timeline.in_zone(dwell.review, dwell.camera, dwell.zone, dwell.asked) z
    GROUP BY z.track ORDER BY sum(z.stayed) DESC, z.track;
END;
COMMENT ON FUNCTION timeline.dwell IS
    'How long each track stayed in a polygon, all its visits together, the longest first; without one: in the picture.';

CREATE FUNCTION timeline.crossings(review uuid, camera text, line lseg, asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, at timestamptz, direction text, place point)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    origin point := line[0];
    way point := line[1] - line[0];
BEGIN
    RETURN QUERY
    SELECT z.track, z.at, CASE WHEN z.side >= 0 THEN 'left to right' ELSE 'right to left' END, z.foot
    FROM (SELECT t.track, to_timestamp(0) + c.at * interval '1 microsecond' AS at, c.side, c.foot
        FROM relecture.camera_track t
        CROSS JOIN LATERAL (SELECT p.at, p.side, p.foot
            FROM (SELECT s.*, lag(s.side) OVER w AS side_before, lag(s.foot) OVER w AS foot_before
                FROM (SELECT f.*, way[0] * (f.foot[1] - origin[1]) - way[1] * (f.foot[0] - origin[0]) AS side
                    FROM (SELECT u.step, u.at, point(
                            (2 * u.x + u.width) / 20000.0::float8, (u.y + u.height) / 10000.0::float8) AS foot
                        FROM unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
                            AS u (at, x, y, width, height, step)) f) s
                WINDOW w AS (ORDER BY s.step)) p
            -- A point on the line counts as right of it, so that stopping there is one crossing and not two.
            WHERE (p.side_before < 0) <> (p.side < 0) AND lseg(p.foot_before, p.foot) ?# line) c
        WHERE t.requisition_id = (SELECT r.requisition_id FROM relecture.review r WHERE r.id = crossings.review)
            AND t.review_id = crossings.review AND t.camera = crossings.camera
            AND t.foot_box && box(line[0], line[1]) AND (asked = '(,)' OR t.during && asked)) z
    WHERE z.at <@ asked ORDER BY z.at, z.track;
END $$;
COMMENT ON FUNCTION timeline.crossings IS
    'Where a foot point crosses a line, at the first point of the path beyond it. Left and right as seen by somebody '
    'who looks along the line, from its first to its second point.';