CREATE OR REPLACE VIEW timeline.changes WITH (security_invoker = true) AS
    SELECT reference, review, camera, starts_at AS at, 'appears' AS kind, track, NULL AS reason, requisition
        FROM timeline.tracks
    UNION ALL SELECT reference, review, camera, ends_at, 'leaves', track, NULL, requisition FROM timeline.tracks
    UNION ALL SELECT reference, review, camera, starts_at, 'hole begins', NULL, coalesce(reason, state), requisition
        FROM timeline.coverage WHERE state <> 'analysed'
    UNION ALL SELECT reference, review, camera, ends_at, 'hole ends', NULL, coalesce(reason, state), requisition
        FROM timeline.coverage WHERE state <> 'analysed';
COMMENT ON VIEW timeline.changes IS
    'What begins and ends, to be read in order of time: tracks, and time that was not analysed.';
