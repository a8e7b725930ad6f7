CREATE OR REPLACE VIEW timeline.activity_ranges WITH (security_invoker = true) AS
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
COMMENT ON VIEW timeline.activity_ranges IS
    'One row for each camera: its activity and coverage as multiranges, for set operators.';
COMMENT ON COLUMN timeline.activity_ranges.quiet IS 'Analysed, and nothing moved.';
