CREATE OR REPLACE FUNCTION timeline.found(review uuid, asked tstzrange, only_camera text DEFAULT NULL) RETURNS TABLE (
        camera text, tracks bigint, active interval, analysed interval, not_analysed interval, statement text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked_requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = found.review);
    areas json := (SELECT r.profile::json -> 'ignore' FROM relecture.review r WHERE r.id = found.review);
BEGIN
    IF json_typeof(areas) IS DISTINCT FROM 'array' THEN areas := '[]'; END IF;
    RETURN QUERY
    SELECT x.camera, x.tracks, x.active, x.analysed, x.missed,
        CASE WHEN x.analysed = '0' THEN 'nothing was analysed'
            WHEN x.tracks > 0 THEN x.tracks || ' tracks in the analysed ' || x.analysed
            ELSE 'nothing found in the analysed ' || x.analysed END
        || CASE WHEN x.missed > '0' THEN ', ' || x.missed || ' in scope not analysed' ELSE '' END
        || CASE x.ignored WHEN 0 THEN '' WHEN 1 THEN ', 1 area of the picture ignored'
            ELSE ', ' || x.ignored || ' areas of the picture ignored' END
    FROM (SELECT s.camera, t.tracks, coalesce(a.active, '0') AS active, coalesce(c.analysed, '0') AS analysed,
            coalesce(c.missed, '0') AS missed,
            (SELECT count(*) FROM json_array_elements(areas) i
                WHERE i ->> 'camera' IS NULL OR i ->> 'camera' = s.camera) AS ignored
        FROM relecture.review_camera s
        CROSS JOIN LATERAL (SELECT count(*) AS tracks FROM relecture.camera_track t
            WHERE t.requisition_id = asked_requisition AND t.review_id = found.review AND t.camera = s.camera
                AND t.during && found.asked) t
        CROSS JOIN LATERAL (SELECT sum(upper(a.during * found.asked) - lower(a.during * found.asked)) AS active
            FROM relecture.camera_activity a WHERE a.requisition_id = asked_requisition AND a.review_id = found.review
                AND a.camera = s.camera AND a.during && found.asked) a
        CROSS JOIN LATERAL (SELECT sum(p.length) FILTER (WHERE p.state = 'analysed') AS analysed,
                sum(p.length) FILTER (WHERE p.state <> 'analysed') AS missed
            FROM (SELECT v.state, upper(v.during * found.asked) - lower(v.during * found.asked) AS length
                FROM timeline.coverage v WHERE v.requisition = asked_requisition AND v.review = found.review
                    AND v.camera = s.camera AND v.during && found.asked) p) c
        WHERE s.review_id = found.review AND (only_camera IS NULL OR s.camera = only_camera)) x
    ORDER BY x.camera;
END $$;
COMMENT ON FUNCTION timeline.found IS
    'What was found in a span of time, and how much of it was analysed: "nothing" is said of analysed time only.';
