CREATE OR REPLACE VIEW timeline.coverage WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, c.starts_at, c.ends_at, c.during,
        c.ends_at - c.starts_at AS duration, c.state, nullif(c.reason, '') AS reason,
        c.requisition_id AS requisition, timeline.true_time(c.requisition_id, c.camera, c.starts_at) AS true_start,
        timeline.true_time(c.requisition_id, c.camera, c.ends_at) AS true_end,
        timeline.clock_uncertainty(c.requisition_id, c.camera, c.starts_at) AS clock_uncertainty
    FROM relecture.camera_coverage c JOIN relecture.requisition q ON q.id = c.requisition_id
    UNION ALL
    -- Cameras without merged results.
    SELECT q.reference, r.id, s.camera, w.starts_at, w.ends_at,
        tstzrange(w.starts_at, w.ends_at, '[)'), w.ends_at - w.starts_at,
        CASE WHEN r.state = 'cancelled' THEN 'skipped' ELSE 'pending' END, NULL, q.id,
        timeline.true_time(q.id, s.camera, w.starts_at), timeline.true_time(q.id, s.camera, w.ends_at),
        timeline.clock_uncertainty(q.id, s.camera, w.starts_at)
    FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id
    JOIN relecture.review_camera s ON s.review_id = r.id
    JOIN relecture.review_window w ON w.review_id = r.id
    WHERE NOT EXISTS (SELECT FROM relecture.camera_result m WHERE m.review_id = r.id AND m.camera = s.camera);
COMMENT ON VIEW timeline.coverage IS
    'Every moment in scope, in exactly one state. Only over state ''analysed'' does "nothing found" mean anything.';
COMMENT ON COLUMN timeline.coverage.state IS
    'analysed, pending, gap (no footage), undecodable, quarantined (reviewing failed) or skipped.';
COMMENT ON COLUMN timeline.coverage.true_start IS 'starts_at in true time, by the camera''s measured clock.';
COMMENT ON COLUMN timeline.coverage.clock_uncertainty IS
    'How far true times may be off, either way; NULL if the clock was never measured.';
