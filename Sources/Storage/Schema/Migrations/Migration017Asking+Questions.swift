extension Migration017Asking {
    /// Functions for what takes a question's own numbers.
    static let questions = """
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
        """
}
