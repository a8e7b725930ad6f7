CREATE OR REPLACE FUNCTION timeline.true_time(requisition uuid, camera text, shown timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    before relecture.clock_anchor;
    after relecture.clock_anchor;
    step numeric;
BEGIN
    -- The common case first: most cameras have no anchors, and views call this for every row.
    IF NOT EXISTS (SELECT FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
        AND a.camera = true_time.camera) THEN
        RETURN shown;
    END IF;
    SELECT a.* INTO before FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
        AND a.camera = true_time.camera AND a.shown <= true_time.shown ORDER BY a.shown DESC LIMIT 1;
    SELECT a.* INTO after FROM relecture.clock_anchor a WHERE a.requisition_id = true_time.requisition
        AND a.camera = true_time.camera AND a.shown > true_time.shown ORDER BY a.shown LIMIT 1;
    IF before.shown IS NULL THEN RETURN shown + (after.true_at - after.shown); END IF;
    IF after.shown IS NULL THEN RETURN shown + (before.true_at - before.shown); END IF;
    step := extract(epoch FROM after.true_at - before.true_at) * extract(epoch FROM shown - before.shown)
        / extract(epoch FROM after.shown - before.shown);
    RETURN before.true_at + floor(step * 1000000)::float8 * interval '1 microsecond';
END $$;
COMMENT ON FUNCTION timeline.true_time IS
    'The true time at which a camera''s clock showed a time, by its measured anchors; the shown time if it has none.';

CREATE OR REPLACE FUNCTION timeline.shown_time(requisition uuid, camera text, true_at timestamptz) RETURNS timestamptz
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
COMMENT ON FUNCTION timeline.shown_time IS
    'What a camera''s clock showed at a true time: where to look in its footage.';

CREATE OR REPLACE FUNCTION timeline.clock_uncertainty(requisition uuid, camera text, shown timestamptz) RETURNS interval
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT max(u.uncertainty) FROM (
    (SELECT a.uncertainty FROM relecture.clock_anchor a WHERE a.requisition_id = clock_uncertainty.requisition
        AND a.camera = clock_uncertainty.camera AND a.shown <= clock_uncertainty.shown
        ORDER BY a.shown DESC LIMIT 1)
    UNION ALL
    (SELECT a.uncertainty FROM relecture.clock_anchor a WHERE a.requisition_id = clock_uncertainty.requisition
        AND a.camera = clock_uncertainty.camera AND a.shown > clock_uncertainty.shown
        ORDER BY a.shown LIMIT 1)) AS u);
COMMENT ON FUNCTION timeline.clock_uncertainty IS
    'How far a true time may be off, either way; NULL if the camera''s clock was never measured.';

-- The same clock in pieces, for joins that correct many times of one camera: true_at + (t - shown), with the difference
-- scaled by true_length / shown_length between two anchors.
CREATE OR REPLACE FUNCTION timeline.clock_pieces(requisition uuid, camera text) RETURNS TABLE (
        from_shown timestamptz, to_shown timestamptz, shown timestamptz, true_at timestamptz, shown_length numeric,
        true_length numeric, uncertainty interval)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 3
BEGIN ATOMIC
    SELECT a.shown, coalesce(lead(a.shown) OVER w, 'infinity'), a.shown, a.true_at,
        extract(epoch FROM lead(a.shown) OVER w - a.shown), extract(epoch FROM lead(a.true_at) OVER w - a.true_at),
        greatest(a.uncertainty, lead(a.uncertainty) OVER w)
    FROM relecture.clock_anchor a
    WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera
    WINDOW w AS (ORDER BY a.shown)
    UNION ALL
    (SELECT '-infinity', a.shown, a.shown, a.true_at, NULL, NULL, a.uncertainty FROM relecture.clock_anchor a
    WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera ORDER BY a.shown LIMIT 1)
    UNION ALL
    SELECT '-infinity', 'infinity', to_timestamp(0), to_timestamp(0), NULL, NULL, NULL
    WHERE NOT EXISTS (SELECT FROM relecture.clock_anchor a
        WHERE a.requisition_id = clock_pieces.requisition AND a.camera = clock_pieces.camera);
END;
COMMENT ON FUNCTION timeline.clock_pieces IS
    'A camera''s clock in pieces of shown time: `true_at` + the time since `shown`, scaled by '
    '`true_length` / `shown_length`.';
