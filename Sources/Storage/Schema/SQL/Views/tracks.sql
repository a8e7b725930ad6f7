CREATE OR REPLACE VIEW timeline.tracks WITH (security_invoker = true) AS
    SELECT q.reference, t.review_id AS review, t.camera, t.track, t.starts_at, t.ends_at, t.during,
        t.ends_at - t.starts_at AS duration, t.class, t.confidence / 10000.0 AS confidence,
        t.first_box[1] / 10000.0 AS first_x, t.first_box[2] / 10000.0 AS first_y,
        t.first_box[3] / 10000.0 AS first_width, t.first_box[4] / 10000.0 AS first_height,
        t.last_box[1] / 10000.0 AS last_x, t.last_box[2] / 10000.0 AS last_y,
        t.last_box[3] / 10000.0 AS last_width, t.last_box[4] / 10000.0 AS last_height,
        r.is_complete,
        t.requisition_id AS requisition, timeline.true_time(t.requisition_id, t.camera, t.starts_at) AS true_start,
        timeline.true_time(t.requisition_id, t.camera, t.ends_at) AS true_end,
        timeline.clock_uncertainty(t.requisition_id, t.camera, t.starts_at) AS clock_uncertainty, t.foot_box
    FROM relecture.camera_track t
    JOIN relecture.requisition q ON q.id = t.requisition_id
    JOIN relecture.camera_result r USING (review_id, camera);
COMMENT ON VIEW timeline.tracks IS
    'One row for each object followed over time; boxes are fractions of the picture, x and y the top left corner.';
COMMENT ON COLUMN timeline.tracks.true_start IS 'starts_at in true time, by the camera''s measured clock.';
COMMENT ON COLUMN timeline.tracks.clock_uncertainty IS
    'How far true times may be off, either way; NULL if the clock was never measured.';
COMMENT ON COLUMN timeline.tracks.foot_box IS
    'The box that holds every foot point of the track (the middle of the lower edge), in fractions of the picture.';
