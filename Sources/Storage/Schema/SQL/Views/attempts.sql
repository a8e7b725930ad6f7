CREATE OR REPLACE VIEW timeline.attempts WITH (security_invoker = true) AS
    SELECT q.reference, c.review_id AS review, c.camera, a.chunk_id AS chunk, a.epoch, a.worker, a.host, a.build,
        a.started_at, a.finished_at, a.finished_at - a.started_at AS duration, a.outcome, a.class, a.reason, a.detail,
        a.processor_time * interval '1 microsecond' AS processor_time, a.peak_memory,
        c.requisition_id AS requisition
    FROM relecture.attempt a JOIN relecture.chunk c ON c.id = a.chunk_id
    JOIN relecture.requisition q ON q.id = c.requisition_id;
COMMENT ON VIEW timeline.attempts IS 'Every attempt at every chunk: who, where, with which build, and how it ended.';
COMMENT ON COLUMN timeline.attempts.outcome IS 'done, failed, released (handed back) or lost; NULL while it runs.';
