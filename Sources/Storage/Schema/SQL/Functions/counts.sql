CREATE OR REPLACE FUNCTION timeline.counts(review uuid, every interval, only_camera text DEFAULT NULL) RETURNS TABLE (
        camera text, starts_at timestamptz, analysed interval, active interval, began bigint, present bigint)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked_requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = counts.review);
    origin timestamptz := timestamptz '2000-01-01 00:00:00+00';
BEGIN
    RETURN QUERY
    WITH looked AS (
        SELECT v.camera, b AS at,
            sum(least(v.ends_at, b + every) - greatest(v.starts_at, b)) FILTER (WHERE v.state = 'analysed') AS analysed
        FROM timeline.coverage v CROSS JOIN LATERAL generate_series(date_bin(every, v.starts_at, origin),
            v.ends_at - interval '1 microsecond', every) b
        WHERE v.requisition = asked_requisition AND v.review = counts.review
            AND (only_camera IS NULL OR v.camera = only_camera) GROUP BY 1, 2
    ), moved AS (
        SELECT a.camera, b AS at, sum(least(a.ends_at, b + every) - greatest(a.starts_at, b)) AS active
        FROM relecture.camera_activity a CROSS JOIN LATERAL generate_series(date_bin(every, a.starts_at, origin),
            a.ends_at - interval '1 microsecond', every) b
        WHERE a.requisition_id = asked_requisition AND a.review_id = counts.review
            AND (only_camera IS NULL OR a.camera = only_camera) GROUP BY 1, 2
    ), seen AS (
        SELECT t.camera, b AS at, count(*) FILTER (WHERE t.starts_at >= b) AS began, count(*) AS present
        FROM relecture.camera_track t CROSS JOIN LATERAL generate_series(date_bin(every, t.starts_at, origin),
            t.ends_at - interval '1 microsecond', every) b
        WHERE t.requisition_id = asked_requisition AND t.review_id = counts.review
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
    'Per camera and interval (aligned to midnight UTC): time analysed and active, tracks that began and were present. '
    'NULL, not 0, if nothing was analysed.';
