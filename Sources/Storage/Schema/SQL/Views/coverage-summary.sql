CREATE OR REPLACE VIEW timeline.coverage_summary WITH (security_invoker = true) AS
    SELECT reference, review, camera, sum(duration) AS in_scope,
        sum(duration) FILTER (WHERE state = 'analysed') AS analysed,
        coalesce(sum(duration) FILTER (WHERE state <> 'analysed'), '0') AS not_analysed,
        sum(duration) FILTER (WHERE state = 'pending') AS pending, sum(duration) FILTER (WHERE state = 'gap') AS gap,
        sum(duration) FILTER (WHERE state = 'undecodable') AS undecodable,
        sum(duration) FILTER (WHERE state = 'quarantined') AS quarantined,
        sum(duration) FILTER (WHERE state = 'skipped') AS skipped,
        round(coalesce(extract(epoch FROM sum(duration) FILTER (WHERE state = 'analysed')), 0)
            / extract(epoch FROM sum(duration)), 4) AS share, requisition
    FROM timeline.coverage GROUP BY reference, requisition, review, camera;
COMMENT ON VIEW timeline.coverage_summary IS
    'How much of a camera''s time in scope was analysed, and why not the rest.';
COMMENT ON COLUMN timeline.coverage_summary.share IS 'The analysed share of the time in scope, from 0 to 1.';
