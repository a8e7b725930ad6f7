extension Migration017Asking {
    /// Who did the work: chunks, attempts, workers.
    static let history = """
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
        """

    /// Every moment in scope with where its state comes from.
    static let provenance = """
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
        """
}
