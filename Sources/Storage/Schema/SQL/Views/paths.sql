CREATE OR REPLACE VIEW timeline.paths WITH (security_invoker = true) AS
    SELECT q.reference, t.review_id AS review, t.camera, t.track, p.step::integer AS step,
        to_timestamp(0) + p.at * interval '1 microsecond' AS at, p.x / 10000.0 AS x, p.y / 10000.0 AS y,
        p.width / 10000.0 AS width, p.height / 10000.0 AS height,
        point((2 * p.x + p.width) / 20000.0::float8, (p.y + p.height) / 10000.0::float8) AS foot,
        t.requisition_id AS requisition
    FROM relecture.camera_track t JOIN relecture.requisition q ON q.id = t.requisition_id
    CROSS JOIN LATERAL unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
        AS p (at, x, y, width, height, step);
COMMENT ON VIEW timeline.paths IS 'Where each track was, in order: at most five points a second, as exports show.';
COMMENT ON COLUMN timeline.paths.foot IS
    'The middle of the box''s lower edge, where it stands: fractions of the picture, from its top left corner.';
