CREATE OR REPLACE VIEW timeline.footage WITH (security_invoker = true) AS
    SELECT q.reference, f.camera, f.original_name AS file, encode(f.sha256, 'hex') AS sha256, f.size,
        f.starts_at, f.ends_at, tstzrange(f.starts_at, f.ends_at, '[)') AS during, f.clock, f.clock_text,
        f.time_source, f.container, f.codec, f.width, f.height, f.frames,
        f.requisition_id AS requisition, timeline.true_time(f.requisition_id, f.camera, f.starts_at) AS true_start,
        timeline.true_time(f.requisition_id, f.camera, f.ends_at) AS true_end,
        timeline.clock_uncertainty(f.requisition_id, f.camera, f.starts_at) AS clock_uncertainty, f.imported_at
    FROM relecture.recording f JOIN relecture.requisition q ON q.id = f.requisition_id;
COMMENT ON VIEW timeline.footage IS
    'The imported files: what they are, when they were recorded, and how that is known.';
COMMENT ON COLUMN timeline.footage.true_start IS 'starts_at in true time, by the camera''s measured clock.';
COMMENT ON COLUMN timeline.footage.clock_uncertainty IS
    'How far true times may be off, either way; NULL if the clock was never measured.';
