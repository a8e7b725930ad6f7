CREATE OR REPLACE FUNCTION relecture.require_force() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Locked, so that whoever suspends or closes it at this moment comes before or after, and not in between.
    PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id AND state = 'open'
        AND (expires_at IS NULL OR expires_at > now()) FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'requisition % is not open, or has expired: % of % refused',
            NEW.requisition_id, lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'RL001';
    END IF;
    RETURN NEW;
END $$;

-- Locks the requisition of a chunk before the chunk, in the order in which those do who end what runs under it.
CREATE FUNCTION relecture.hold(requisition uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.requisition q WHERE q.id = $1 FOR KEY SHARE;
END $$;

-- Whether who asks may write at all: rights come by groups, which may outlive the mandates that they were given for.
CREATE FUNCTION relecture.may_write() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator', 'reviewer', 'operator')
        OR NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
$$;

-- As admit_machines, for the groups of persons. What others may write, too, such as a note of an export, is named here.
CREATE PROCEDURE relecture.hold_writers(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    persons text := (SELECT string_agg(quote_ident(rolname), ', ') FROM pg_roles
        WHERE rolname IN ('relecture_investigator', 'relecture_reviewer', 'relecture_operator',
            'relecture_analyst', 'relecture_auditor', 'relecture_magistrate'));
BEGIN
    IF persons IS NULL OR protected::text IN ('relecture.export', 'relecture.erasure')
        OR EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'writers_add') THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE POLICY writers_add ON %s AS RESTRICTIVE FOR INSERT TO %s '
        'WITH CHECK ((SELECT relecture.may_write()))', protected, persons);
    EXECUTE format('CREATE POLICY writers_change ON %s AS RESTRICTIVE FOR UPDATE TO %s '
        'USING ((SELECT relecture.may_write()))', protected, persons);
    EXECUTE format('CREATE POLICY writers_remove ON %s AS RESTRICTIVE FOR DELETE TO %s '
        'USING ((SELECT relecture.may_write()))', protected, persons);
END $$;
REVOKE ALL ON PROCEDURE relecture.hold_writers FROM PUBLIC;

CREATE OR REPLACE PROCEDURE relecture.protect(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'cases') THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY cases ON %s USING (requisition_id = '
            'ANY (ARRAY(SELECT relecture.seen_requisitions())))', protected);
    END IF;
    CALL relecture.admit_machines(protected);
    CALL relecture.hold_writers(protected);
END $$;

CREATE OR REPLACE PROCEDURE relecture.protect_all()
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found regclass;
BEGIN
    FOR found IN SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'relecture'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND a.attname = 'requisition_id' AND NOT a.attisdropped ORDER BY c.relname
    LOOP
        CALL relecture.protect(found);
    END LOOP;
    FOR found IN SELECT oid::regclass FROM pg_class
        WHERE relnamespace = 'relecture'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relrowsecurity AND oid <> 'relecture.journal'::regclass ORDER BY relname
    LOOP
        CALL relecture.admit_machines(found);
        CALL relecture.hold_writers(found);
    END LOOP;
END $$;

ALTER POLICY cases_changed ON relecture.requisition
    USING (id = ANY (ARRAY(SELECT relecture.seen_requisitions())) AND (SELECT relecture.may_write()));

-- What is exported after an erasure has begun would outlive it. The lock waits for one that begins just now.
CREATE FUNCTION relecture.require_unerased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id FOR SHARE;
    IF EXISTS (SELECT FROM relecture.erasure WHERE requisition = NEW.requisition_id AND step <> 'scheduled') THEN
        RAISE EXCEPTION 'requisition % is erased or being erased: nothing of it is exported any more',
            NEW.requisition_id USING ERRCODE = 'RL001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER export_unerased BEFORE INSERT ON relecture.export
    FOR EACH ROW EXECUTE FUNCTION relecture.require_unerased();
ALTER TABLE relecture.export ENABLE ALWAYS TRIGGER export_unerased;

CALL relecture.protect_all();
CREATE OR REPLACE FUNCTION timeline.found(review uuid, asked tstzrange, only_camera text DEFAULT NULL) RETURNS TABLE (
        camera text, tracks bigint, active interval, analysed interval, not_analysed interval, statement text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    asked_requisition uuid := (SELECT r.requisition_id FROM relecture.review r WHERE r.id = found.review);
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
        CROSS JOIN LATERAL (SELECT count(*) AS tracks FROM relecture.camera_track t WHERE t.requisition_id = asked_requisition
            AND t.review_id = found.review AND t.camera = s.camera AND t.during && found.asked) t
        CROSS JOIN LATERAL (SELECT sum(upper(a.during * found.asked) - lower(a.during * found.asked)) AS active
            FROM relecture.camera_activity a WHERE a.requisition_id = asked_requisition AND a.review_id = found.review
                AND a.camera = s.camera AND a.during && found.asked) a
        CROSS JOIN LATERAL (SELECT sum(p.length) FILTER (WHERE p.state = 'analysed') AS analysed,
                sum(p.length) FILTER (WHERE p.state <> 'analysed') AS missed
            FROM (SELECT v.state, upper(v.during * found.asked) - lower(v.during * found.asked) AS length
                FROM timeline.coverage v WHERE v.requisition = asked_requisition AND v.review = found.review
                    AND v.camera = s.camera AND v.during && found.asked) p) c
        WHERE s.requisition_id = asked_requisition AND (only_camera IS NULL OR s.camera = only_camera)) x
    ORDER BY x.camera;
END $$;
COMMENT ON FUNCTION timeline.found IS
    'What was found in a stretch of time, with how much of it was looked at: "nothing" is said over analysed time only.';

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
    'Per camera and interval (cut from midnight UTC): time analysed and active, tracks that began and that were present. '
    'NULL, not 0, where nothing was analysed.';

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
    'When something moved before both cameras, on true time: certain whatever the clocks'' uncertainties, or possible '
    'within them; unmeasured where a clock has no anchor and is taken as right.';

CREATE OR REPLACE FUNCTION timeline.next_cameras(review uuid, of_camera text, of_track integer, within interval) RETURNS TABLE (
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
    SELECT s.camera, t.track, t.starts_at, timeline.true_time(asked_requisition, s.camera, t.starts_at) - left_at, s.slack
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
    'What appears before the other cameras within a time after a track has ended, on true time; the clocks'' '
    'uncertainties, both together, widen it (NULL where one was never measured).';