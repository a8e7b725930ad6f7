CREATE OR REPLACE VIEW timeline.motion WITH (security_invoker = true) AS
    SELECT m.reference, m.review, m.camera, m.track, m.starts_at, m.ends_at, m.during, m.duration, m.class, m.dx, m.dy,
        CASE WHEN greatest(abs(m.dx), abs(m.dy)) < 0.05 THEN 'none' WHEN abs(m.dx) >= abs(m.dy)
            THEN CASE WHEN m.dx > 0 THEN 'right' ELSE 'left' END
            ELSE CASE WHEN m.dy > 0 THEN 'down' ELSE 'up' END END AS direction,
        round(sqrt(m.dx * m.dx + m.dy * m.dy), 4) AS distance,
        round(sqrt(m.dx * m.dx + m.dy * m.dy) / extract(epoch FROM m.duration), 4) AS speed,
        (SELECT round(sum(sqrt(s.x * s.x + s.y * s.y))::numeric, 4) FROM (
            SELECT (p.x + p.width / 2.0 - lag(p.x + p.width / 2.0) OVER w) / 10000 AS x,
                (p.y + p.height - lag(p.y + p.height) OVER w) / 10000.0 AS y
            FROM unnest(m.path_at, m.path_x, m.path_y, m.path_width, m.path_height)
                AS p (at, x, y, width, height) WINDOW w AS (ORDER BY p.at)) s) AS travelled,
        m.requisition
    FROM (SELECT q.reference, t.review_id AS review, t.camera, t.track, t.starts_at, t.ends_at, t.during,
            t.ends_at - t.starts_at AS duration, t.class,
            (t.last_box[1] + t.last_box[3] / 2.0 - t.first_box[1] - t.first_box[3] / 2.0) / 10000 AS dx,
            (t.last_box[2] + t.last_box[4] - t.first_box[2] - t.first_box[4]) / 10000.0 AS dy,
            t.requisition_id AS requisition, t.path_at, t.path_x, t.path_y, t.path_width, t.path_height
        FROM relecture.camera_track t JOIN relecture.requisition q ON q.id = t.requisition_id
        WHERE t.ends_at > t.starts_at) m;
COMMENT ON VIEW timeline.motion IS
    'How each track moved in the picture, in fractions of its width and height, speeds per second. Not in metres.';
COMMENT ON COLUMN timeline.motion.dx IS 'From the first to the last foot point; positive to the right.';
COMMENT ON COLUMN timeline.motion.dy IS 'From the first to the last foot point; positive down the picture.';
COMMENT ON COLUMN timeline.motion.direction IS 'left, right, up or down, whichever is largest; none below 0.05.';
COMMENT ON COLUMN timeline.motion.distance IS 'Straight from the first to the last foot point.';
COMMENT ON COLUMN timeline.motion.speed IS '`distance` per second of the time it was seen.';
COMMENT ON COLUMN timeline.motion.travelled IS 'Along the path. Slow: it reads every point, so select few tracks.';
