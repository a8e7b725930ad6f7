CREATE OR REPLACE VIEW timeline.provenance WITH (security_invoker = true) AS
    SELECT v.reference, v.review, v.camera, lower(p.during) AS starts_at, upper(p.during) AS ends_at, p.during,
        upper(p.during) - lower(p.during) AS duration, v.state, v.reason, p.chunk, a.epoch, a.worker, a.host, a.build,
        r.profile_name AS profile, r.profile_digest, v.requisition
    FROM timeline.coverage v JOIN relecture.review r ON r.id = v.review
    CROSS JOIN LATERAL (
        -- The part in each chunk, then what is in no chunk.
        SELECT v.during * tstzrange(c.starts_at, c.ends_at, '[)') AS during, c.id AS chunk, c.epoch
        FROM relecture.chunk c WHERE c.review_id = v.review AND c.camera = v.camera
            AND c.starts_at < v.ends_at AND c.ends_at > v.starts_at
        UNION ALL
        SELECT unnest(tstzmultirange(v.during) - coalesce((SELECT range_agg(tstzrange(c.starts_at, c.ends_at, '[)'))
            FROM relecture.chunk c WHERE c.review_id = v.review AND c.camera = v.camera
                AND c.starts_at < v.ends_at AND c.ends_at > v.starts_at), '{}')), NULL, NULL) p
    LEFT JOIN relecture.attempt a ON a.chunk_id = p.chunk AND a.epoch = p.epoch;
COMMENT ON VIEW timeline.provenance IS
    'Every moment in scope exactly once: its state and why, and the attempt, worker and build that it comes from.';
COMMENT ON COLUMN timeline.provenance.chunk IS 'NULL if there was nothing to review.';
COMMENT ON COLUMN timeline.provenance.epoch IS 'Number of the attempt whose results count; NULL if none was made.';
COMMENT ON COLUMN timeline.provenance.build IS 'Version of the program that reviewed it.';
