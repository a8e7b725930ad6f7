CREATE OR REPLACE VIEW timeline.chunks WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, c.id AS chunk, c.starts_at, c.ends_at,
        tstzrange(c.starts_at, c.ends_at, '[)') AS during, c.state, c.attempts, c.epoch, c.store,
        c.started_at, c.finished_at, c.frames_analysed, c.frames_outside, c.failure, c.requisition_id AS requisition
    FROM relecture.chunk c JOIN relecture.requisition q ON q.id = c.requisition_id;
COMMENT ON VIEW timeline.chunks IS 'The slices of time into which a review was cut, and the state of each.';
COMMENT ON COLUMN timeline.chunks.epoch IS 'Number of the last attempt; its results are the ones that count.';
COMMENT ON COLUMN timeline.chunks.frames_outside IS 'Decoded only because the codec needed them; not analysed.';
