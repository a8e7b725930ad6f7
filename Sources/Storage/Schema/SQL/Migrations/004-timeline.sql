CREATE SCHEMA timeline;

CREATE VIEW timeline.coverage WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, c.starts_at, c.ends_at, c.during,
        c.ends_at - c.starts_at AS duration, c.state, nullif(c.reason, '') AS reason
    FROM relecture.camera_coverage c JOIN relecture.requisition q ON q.id = c.requisition_id;
COMMENT ON VIEW timeline.coverage IS
    'Every moment in scope, in exactly one state. Only over state ''analysed'' does "nothing found" mean anything.';

CREATE VIEW timeline.activity WITH (security_invoker = true) AS
    SELECT q.reference, a.review_id AS review, a.camera, a.starts_at, a.ends_at, a.during,
        a.ends_at - a.starts_at AS duration, r.is_complete
    FROM relecture.camera_activity a
    JOIN relecture.requisition q ON q.id = a.requisition_id
    JOIN relecture.camera_result r USING (review_id, camera);
COMMENT ON VIEW timeline.activity IS
    'When something was present and moving in a camera''s picture. Provisional while is_complete is false.';

CREATE VIEW timeline.tracks WITH (security_invoker = true) AS
    SELECT q.reference, t.review_id AS review, t.camera, t.track, t.starts_at, t.ends_at, t.during,
        t.ends_at - t.starts_at AS duration, t.class, t.confidence / 10000.0 AS confidence,
        t.first_box[1] / 10000.0 AS first_x, t.first_box[2] / 10000.0 AS first_y,
        t.first_box[3] / 10000.0 AS first_width, t.first_box[4] / 10000.0 AS first_height,
        t.last_box[1] / 10000.0 AS last_x, t.last_box[2] / 10000.0 AS last_y,
        t.last_box[3] / 10000.0 AS last_width, t.last_box[4] / 10000.0 AS last_height,
        r.is_complete
    FROM relecture.camera_track t
    JOIN relecture.requisition q ON q.id = t.requisition_id
    JOIN relecture.camera_result r USING (review_id, camera);
COMMENT ON VIEW timeline.tracks IS
    'One row for each object followed over time; boxes are fractions of the picture, x and y the top left corner.';

CREATE VIEW timeline.footage WITH (security_invoker = true) AS
    SELECT q.reference, f.camera, f.original_name AS file, encode(f.sha256, 'hex') AS sha256, f.size,
        f.starts_at, f.ends_at, tstzrange(f.starts_at, f.ends_at, '[)') AS during, f.clock, f.clock_text,
        f.time_source, f.container, f.codec, f.width, f.height, f.frames
    FROM relecture.recording f JOIN relecture.requisition q ON q.id = f.requisition_id;
COMMENT ON VIEW timeline.footage IS 'The imported files: what they are, when they were recorded, how that is known.';