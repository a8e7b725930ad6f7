CREATE OR REPLACE VIEW timeline.reviews WITH (security_invoker = true) AS
    SELECT q.reference, r.requisition_id AS requisition, r.id AS review, r.state, r.profile_name AS profile,
        r.profile_digest, r.chunk_length, q.authority, q.window_start, q.window_end, r.created_at, r.finished_at
    FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id;
COMMENT ON VIEW timeline.reviews IS 'Each run of one set of analysis settings over the footage of one requisition.';
COMMENT ON COLUMN timeline.reviews.profile_digest IS 'SHA-256 of all analysis settings.';
