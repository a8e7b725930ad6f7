extension ClusterCheck {
    static let rules = [
        Rule(
            name: "review-ended",
            sql: "SELECT 'review ' || id || ' is ' || state FROM relecture.review WHERE state = 'running'"),
        Rule(
            name: "chunk-ended",
            sql: """
                SELECT 'chunk ' || c.id || ' is ' || c.state FROM relecture.chunk c
                WHERE c.state IN ('ready', 'running')
                """),
        Rule(
            name: "quarantine-has-reason",
            sql: """
                SELECT 'chunk ' || id FROM relecture.chunk WHERE state = 'quarantined' AND coalesce(failure, '') = ''
                """),
        Rule(
            name: "one-accepted-epoch",
            sql: """
                SELECT 'chunk ' || c.id || ', ' || c.state || ' with epoch ' || c.epoch || ', has accepted attempts '
                    || coalesce(string_agg(a.epoch::text, ', ' ORDER BY a.epoch), 'none')
                FROM relecture.chunk c LEFT JOIN relecture.attempt a ON a.chunk_id = c.id AND a.outcome = 'done'
                GROUP BY c.id
                HAVING CASE WHEN c.state = 'done' THEN count(a.epoch) <> 1 OR min(a.epoch) <> c.epoch
                    ELSE count(a.epoch) <> 0 END
                """),
        Rule(
            name: "rows-of-accepted-epochs-only",
            sql: """
                SELECT what || ' of chunk ' || t.chunk_id || ' with epoch ' || t.epoch
                FROM (
                    SELECT DISTINCT 'tracklets' AS what, chunk_id, epoch FROM relecture.tracklet
                    UNION SELECT DISTINCT 'coverage', chunk_id, epoch FROM relecture.chunk_coverage
                ) t LEFT JOIN relecture.chunk c ON c.id = t.chunk_id AND c.epoch = t.epoch AND c.state = 'done'
                WHERE c.id IS NULL
                """),
        Rule(
            name: "coverage-is-whole",
            sql: """
                SELECT 'chunk ' || c.id || ' of ' || (c.ends_at - c.starts_at) || ' is covered for '
                    || coalesce(sum(v.ends_at - v.starts_at), interval '0')
                FROM relecture.chunk c LEFT JOIN relecture.chunk_coverage v ON v.chunk_id = c.id AND v.epoch = c.epoch
                WHERE c.state = 'done' GROUP BY c.id
                HAVING coalesce(sum(v.ends_at - v.starts_at), interval '0') <> c.ends_at - c.starts_at
                """),
        Rule(
            name: "chunks-do-not-overlap",
            sql: """
                SELECT 'chunks ' || a.id || ' and ' || b.id FROM relecture.chunk a JOIN relecture.chunk b
                    ON a.review_id = b.review_id AND a.camera = b.camera AND a.id < b.id
                    AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
                """),
        Rule(
            name: "every-claim-has-its-attempt",
            sql: """
                SELECT 'chunk ' || c.id || ' was claimed ' || c.epoch || ' times and has ' || count(a.epoch) || ' attempts'
                FROM relecture.chunk c LEFT JOIN relecture.attempt a ON a.chunk_id = c.id
                GROUP BY c.id HAVING count(a.epoch) <> c.epoch OR coalesce(max(a.epoch), 0) <> c.epoch
                """),
        Rule(
            name: "every-attempt-ended",
            sql: """
                SELECT 'attempt ' || epoch || ' of chunk ' || chunk_id || ' by ' || worker FROM relecture.attempt
                WHERE outcome IS NULL OR finished_at IS NULL
                """),
        Rule(
            name: "no-lease-is-left",
            sql: """
                SELECT 'chunk ' || id || ' is leased to ' || coalesce(owner, 'nobody') FROM relecture.chunk
                WHERE lease_until IS NOT NULL
                """),
        Rule(
            name: "cameras-are-merged",
            sql: """
                SELECT 'camera ' || q.camera || ' of review ' || r.id || ': '
                    || CASE WHEN m.is_complete THEN 'complete' ELSE 'not complete' END || ' with '
                    || coalesce(m.chunks_merged::text, 'no') || ' chunks'
                FROM relecture.review r JOIN relecture.review_camera q ON q.review_id = r.id
                LEFT JOIN relecture.camera_result m ON m.review_id = r.id AND m.camera = q.camera
                WHERE r.state IN ('complete', 'complete-with-holes') AND (NOT coalesce(m.is_complete, false)
                    OR m.chunks_merged <> (SELECT count(*) FROM relecture.chunk c
                        WHERE c.review_id = r.id AND c.camera = q.camera))
                """),
        Rule(
            name: "no-term-of-the-future",
            sql: """
                SELECT 'camera ' || camera || ' was merged in term ' || term FROM relecture.camera_result
                WHERE term > (SELECT coalesce(max(term), 0) FROM relecture.leadership)
                """),
    ]
}
