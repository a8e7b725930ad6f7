CREATE OR REPLACE VIEW timeline.clocks WITH (security_invoker = true) AS
    SELECT q.reference, a.requisition_id AS requisition, a.camera, a.shown, a.true_at,
        a.true_at - a.shown AS correction, a.uncertainty, a.source, a.set_at
    FROM relecture.clock_anchor a JOIN relecture.requisition q ON q.id = a.requisition_id;
COMMENT ON VIEW timeline.clocks IS
    'Measured anchors: at `true_at`, give or take `uncertainty`, the camera''s clock showed `shown`.';
