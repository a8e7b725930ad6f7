-- What a review goes over does not grow when its requisition does: that takes another review.
CREATE TABLE relecture.review_camera (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    camera text NOT NULL,
    PRIMARY KEY (review_id, camera),
    FOREIGN KEY (review_id, requisition_id) REFERENCES relecture.review (id, requisition_id) ON DELETE CASCADE,
    FOREIGN KEY (requisition_id, camera) REFERENCES relecture.requisition_camera ON DELETE CASCADE
);
-- By which an erasure takes them away, and policies ask.
CREATE INDEX review_camera_of_requisition ON relecture.review_camera (requisition_id, camera);

-- A review that ended had all its cameras merged. Of which it has nothing came later, by an extension.
INSERT INTO relecture.review_camera (requisition_id, review_id, camera)
    SELECT r.requisition_id, r.id, q.camera
    FROM relecture.review r JOIN relecture.requisition_camera q ON q.requisition_id = r.requisition_id
    WHERE r.finished_at IS NULL
        OR EXISTS (SELECT FROM relecture.camera_result m WHERE m.review_id = r.id AND m.camera = q.camera)
        OR EXISTS (SELECT FROM relecture.chunk c WHERE c.review_id = r.id AND c.camera = q.camera)
        OR NOT EXISTS (SELECT FROM relecture.camera_result m WHERE m.review_id = r.id);

-- Whoever starts it: a program of the version before, which waits while this is migrated, names no cameras.
CREATE FUNCTION relecture.keep_cameras() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO relecture.review_camera (requisition_id, review_id, camera)
        SELECT NEW.requisition_id, NEW.id, q.camera FROM relecture.requisition_camera q
        WHERE q.requisition_id = NEW.requisition_id;
    RETURN NULL;
END $$;
CREATE TRIGGER review_keeps_cameras AFTER INSERT ON relecture.review
    FOR EACH ROW EXECUTE FUNCTION relecture.keep_cameras();
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
    JOIN relecture.review_camera s ON s.review_id = r.id
    JOIN relecture.review_window w ON w.review_id = r.id
    WHERE NOT EXISTS (SELECT FROM relecture.camera_result m WHERE m.review_id = r.id AND m.camera = s.camera);
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
        WHERE s.review_id = found.review AND (only_camera IS NULL OR s.camera = only_camera)) x
    ORDER BY x.camera;
END $$;
CALL relecture.protect_all();
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['relecture_worker', 'relecture_coordinator', 'relecture_analyst', 'relecture_auditor',
        'relecture_investigator', 'relecture_reviewer', 'relecture_operator', 'relecture_magistrate']
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name);
        EXECUTE format('GRANT SELECT ON relecture.review_camera TO %I', name);
    END LOOP;
END $$;