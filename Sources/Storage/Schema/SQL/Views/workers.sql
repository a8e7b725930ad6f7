CREATE OR REPLACE VIEW timeline.workers WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, a.worker, a.host, a.build,
        count(*) FILTER (WHERE a.outcome = 'done') AS done, count(*) FILTER (WHERE a.outcome = 'failed') AS failed,
        sum(c.ends_at - c.starts_at) FILTER (WHERE a.outcome = 'done') AS footage,
        sum(a.finished_at - a.started_at) FILTER (WHERE a.outcome = 'done') AS worked, min(a.started_at) AS first_at,
        max(a.finished_at) AS last_at, c.requisition_id AS requisition
    FROM relecture.attempt a JOIN relecture.chunk c ON c.id = a.chunk_id
    JOIN relecture.requisition q ON q.id = c.requisition_id
    GROUP BY q.reference, c.requisition_id, c.review_id, a.worker, a.host, a.build;
COMMENT ON VIEW timeline.workers IS 'What each worker did for a review, by build.';
COMMENT ON COLUMN timeline.workers.footage IS 'How much footage it reviewed.';
