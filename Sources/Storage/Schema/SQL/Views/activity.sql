CREATE OR REPLACE VIEW timeline.activity WITH (security_invoker = true) AS
    SELECT q.reference, a.review_id AS review, a.camera, a.starts_at, a.ends_at, a.during,
        a.ends_at - a.starts_at AS duration, r.is_complete,
        a.requisition_id AS requisition, timeline.true_time(a.requisition_id, a.camera, a.starts_at) AS true_start,
        timeline.true_time(a.requisition_id, a.camera, a.ends_at) AS true_end,
        timeline.clock_uncertainty(a.requisition_id, a.camera, a.starts_at) AS clock_uncertainty
    FROM relecture.camera_activity a
    JOIN relecture.requisition q ON q.id = a.requisition_id
    JOIN relecture.camera_result r USING (review_id, camera);
COMMENT ON VIEW timeline.activity IS
    'When something was present and moving in a camera''s picture. Provisional while is_complete is false.';
COMMENT ON COLUMN timeline.activity.true_start IS 'starts_at in true time, by the camera''s measured clock.';
COMMENT ON COLUMN timeline.activity.clock_uncertainty IS
    'How far true times may be off, either way; NULL if the clock was never measured.';
