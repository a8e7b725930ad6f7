CREATE OR REPLACE FUNCTION timeline.in_zone(review uuid, camera text, zone polygon,
        asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, entered_at timestamptz, left_at timestamptz, stayed interval, came_in boolean, went_out boolean)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT z.track, z.entered_at, z.left_at, z.left_at - z.entered_at, z.came_in, z.went_out
    FROM (SELECT t.track, to_timestamp(0) + v.first * interval '1 microsecond' AS entered_at, v.came_in, v.went_out,
            CASE WHEN v.went_out THEN to_timestamp(0) + v.last * interval '1 microsecond' ELSE t.ends_at END AS left_at
        FROM relecture.camera_track t
        -- Times stay numbers until the end, and tracks are read one by one: there are many points.
        CROSS JOIN LATERAL (SELECT min(p.at) AS first, max(p.next_at) AS last, min(p.step) > 1 AS came_in,
                NOT bool_or(p.next_at IS NULL) AS went_out
            FROM (SELECT s.*, count(*) FILTER (WHERE NOT s.inside) OVER (ORDER BY s.step) AS visit
                FROM (SELECT u.step, u.at, lead(u.at) OVER (ORDER BY u.step) AS next_at, zone
                        @> point((2 * u.x + u.width) / 20000.0::float8, (u.y + u.height) / 10000.0::float8) AS inside
                    FROM unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
                        AS u (at, x, y, width, height, step)) s) p
            WHERE p.inside GROUP BY p.visit) v
        WHERE t.requisition_id = (SELECT r.requisition_id FROM relecture.review r WHERE r.id = in_zone.review)
            AND t.review_id = in_zone.review AND t.camera = in_zone.camera
            AND t.foot_box && box(zone) AND (asked = '(,)' OR t.during && asked)) z
    WHERE tstzrange(z.entered_at, z.left_at) && asked ORDER BY z.entered_at, z.track;
END $$;
COMMENT ON FUNCTION timeline.in_zone IS
    'Each visit of a foot point to a polygon, from the first point of the path inside to the next outside, so exact '
    'to 0.2 s. `came_in` and `went_out` tell whether it was seen outside before and after.';

CREATE OR REPLACE FUNCTION timeline.dwell(review uuid, camera text,
        zone polygon DEFAULT '((-9,-9),(9,-9),(9,9),(-9,9))', asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, visits bigint, stayed interval, first_at timestamptz, last_at timestamptz)
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT z.track, count(*), sum(z.stayed), min(z.entered_at), max(z.left_at)
    FROM timeline.in_zone(dwell.review, dwell.camera, dwell.zone, dwell.asked) z
    GROUP BY z.track ORDER BY sum(z.stayed) DESC, z.track;
END;
COMMENT ON FUNCTION timeline.dwell IS
    'How long each track stayed in a polygon, all visits together, the longest first; by default in the picture.';

CREATE OR REPLACE FUNCTION timeline.crossings(review uuid, camera text, line lseg,
        asked tstzrange DEFAULT '(,)') RETURNS TABLE (
        track integer, at timestamptz, direction text, place point)
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
    origin point := line[0];
    way point := line[1] - line[0];
BEGIN
    RETURN QUERY
    SELECT z.track, z.at, CASE WHEN z.side >= 0 THEN 'left to right' ELSE 'right to left' END, z.foot
    FROM (SELECT t.track, to_timestamp(0) + c.at * interval '1 microsecond' AS at, c.side, c.foot
        FROM relecture.camera_track t
        CROSS JOIN LATERAL (SELECT p.at, p.side, p.foot
            FROM (SELECT s.*, lag(s.side) OVER w AS side_before, lag(s.foot) OVER w AS foot_before
                FROM (SELECT f.*, way[0] * (f.foot[1] - origin[1]) - way[1] * (f.foot[0] - origin[0]) AS side
                    FROM (SELECT u.step, u.at, point(
                            (2 * u.x + u.width) / 20000.0::float8, (u.y + u.height) / 10000.0::float8) AS foot
                        FROM unnest(t.path_at, t.path_x, t.path_y, t.path_width, t.path_height) WITH ORDINALITY
                            AS u (at, x, y, width, height, step)) f) s
                WINDOW w AS (ORDER BY s.step)) p
            -- A point on the line counts as right of it, so that stopping there is one crossing, not two.
            WHERE (p.side_before < 0) <> (p.side < 0) AND lseg(p.foot_before, p.foot) ?# line) c
        WHERE t.requisition_id = (SELECT r.requisition_id FROM relecture.review r WHERE r.id = crossings.review)
            AND t.review_id = crossings.review AND t.camera = crossings.camera
            AND t.foot_box && box(line[0], line[1]) AND (asked = '(,)' OR t.during && asked)) z
    WHERE z.at <@ asked ORDER BY z.at, z.track;
END $$;
COMMENT ON FUNCTION timeline.crossings IS
    'Where a foot point crosses a line, at the first point of the path beyond it. Left and right are seen looking '
    'along the line, from its first to its second point.';
