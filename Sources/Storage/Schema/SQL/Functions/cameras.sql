CREATE OR REPLACE FUNCTION timeline.co_presence(review uuid, camera_a text, camera_b text) RETURNS TABLE (
        true_start timestamptz, true_end timestamptz, duration interval, certainty text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked_requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = co_presence.review);
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
        FROM (WITH piece AS MATERIALIZED (SELECT p.* FROM timeline.clock_pieces(asked_requisition, name) p)
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
            WHERE a.requisition_id = asked_requisition AND a.review_id = co_presence.review AND a.camera = name) x
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
    'When something moved in both cameras'' pictures, in true time: certain despite the clocks'' uncertainties, or '
    'possible within them; unmeasured if a clock has no anchor and is taken to be right.';

CREATE OR REPLACE FUNCTION timeline.next_cameras(review uuid, of_camera text, of_track integer,
        within interval) RETURNS TABLE (
        camera text, track integer, starts_at timestamptz, after interval, clock_uncertainty interval)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked_requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = next_cameras.review);
    left_at timestamptz := (SELECT t.ends_at FROM relecture.camera_track t WHERE t.requisition_id = asked_requisition
        AND t.review_id = next_cameras.review AND t.camera = of_camera AND t.track = of_track);
    slack interval := timeline.clock_uncertainty(asked_requisition, of_camera, left_at);
BEGIN
    left_at := timeline.true_time(asked_requisition, of_camera, left_at);
    RETURN QUERY
    SELECT s.camera, t.track, t.starts_at, timeline.true_time(asked_requisition, s.camera, t.starts_at) - left_at,
        s.slack
    FROM (SELECT c.camera, timeline.shown_time(asked_requisition, c.camera, left_at) AS shown,
            slack + timeline.clock_uncertainty(asked_requisition, c.camera,
                timeline.shown_time(asked_requisition, c.camera, left_at)) AS slack
        FROM relecture.requisition_camera c
        WHERE c.requisition_id = asked_requisition AND c.camera <> of_camera OFFSET 0) s
    CROSS JOIN LATERAL (SELECT t.track, t.starts_at FROM relecture.camera_track t
        WHERE t.requisition_id = asked_requisition AND t.review_id = next_cameras.review AND t.camera = s.camera
            AND t.during && tstzrange(s.shown - coalesce(s.slack, '0'), s.shown + within + coalesce(s.slack, '0'), '[]')
            AND t.starts_at >= s.shown - coalesce(s.slack, '0')) t
    ORDER BY 4, 1, 2;
END $$;
COMMENT ON FUNCTION timeline.next_cameras IS
    'What appears on the other cameras within an interval after a track ended, in true time. The sum of both clocks'' '
    'uncertainties widens the interval (NULL if either was never measured).';
