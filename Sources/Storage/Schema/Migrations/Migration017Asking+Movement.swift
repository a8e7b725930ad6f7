extension Migration017Asking {
    /// Where objects went: points, displacement, speed, and a log of what begins and ends.
    static let movement = """
        CREATE VIEW timeline.paths WITH (security_invoker = true) AS
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

        CREATE VIEW timeline.motion WITH (security_invoker = true) AS
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
            'How each track moved in the picture: fractions of its width and height, speeds a second. No metres: a picture has none.';
        COMMENT ON COLUMN timeline.motion.dx IS 'From the first to the last foot point; positive to the right.';
        COMMENT ON COLUMN timeline.motion.dy IS 'From the first to the last foot point; positive down the picture.';
        COMMENT ON COLUMN timeline.motion.direction IS 'left, right, up or down, whichever is most; none below 0.05.';
        COMMENT ON COLUMN timeline.motion.distance IS 'Straight from the first to the last foot point.';
        COMMENT ON COLUMN timeline.motion.speed IS 'Of `distance` over the time it was seen, a second.';
        COMMENT ON COLUMN timeline.motion.travelled IS 'Along the path. It reads the path: ask it of few tracks.';

        CREATE VIEW timeline.activity_ranges WITH (security_invoker = true) AS
            SELECT q.reference, m.review_id AS review, m.camera, coalesce(a.active, '{}') AS active,
                coalesce(c.analysed, '{}') AS analysed, coalesce(c.not_analysed, '{}') AS not_analysed,
                coalesce(c.analysed, '{}') - coalesce(a.active, '{}') AS quiet, m.requisition_id AS requisition
            FROM relecture.camera_result m JOIN relecture.requisition q ON q.id = m.requisition_id
            CROSS JOIN LATERAL (SELECT range_agg(a.during) AS active FROM relecture.camera_activity a
                WHERE a.requisition_id = m.requisition_id AND a.review_id = m.review_id AND a.camera = m.camera) a
            CROSS JOIN LATERAL (SELECT range_agg(c.during) FILTER (WHERE c.state = 'analysed') AS analysed,
                    range_agg(c.during) FILTER (WHERE c.state <> 'analysed') AS not_analysed
                FROM relecture.camera_coverage c
                WHERE c.requisition_id = m.requisition_id AND c.review_id = m.review_id AND c.camera = m.camera) c;
        COMMENT ON VIEW timeline.activity_ranges IS 'One row a camera: its activity and coverage as multiranges, for set operators.';
        COMMENT ON COLUMN timeline.activity_ranges.quiet IS 'Where it was looked, and nothing moved.';

        CREATE VIEW timeline.events WITH (security_invoker = true) AS
            SELECT reference, review, camera, starts_at AS at, 'appears' AS kind, track, NULL AS reason, requisition
                FROM timeline.tracks
            UNION ALL SELECT reference, review, camera, ends_at, 'leaves', track, NULL, requisition FROM timeline.tracks
            UNION ALL SELECT reference, review, camera, starts_at, 'hole begins', NULL, coalesce(reason, state), requisition
                FROM timeline.coverage WHERE state <> 'analysed'
            UNION ALL SELECT reference, review, camera, ends_at, 'hole ends', NULL, coalesce(reason, state), requisition
                FROM timeline.coverage WHERE state <> 'analysed';
        COMMENT ON VIEW timeline.events IS
            'What begins and ends, to be read in order of time: objects, and time that nobody looked at.';
        """
}
