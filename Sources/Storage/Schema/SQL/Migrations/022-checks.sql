CREATE TABLE relecture.review_check (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    -- One of both: a chunk, in the attempt whose result is compared; or a clip.
    chunk_id bigint REFERENCES relecture.chunk ON DELETE CASCADE,
    epoch integer,
    clip_id bigint REFERENCES relecture.known_answer ON DELETE CASCADE,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    owner text,
    owner_incarnation uuid,
    lease_until timestamptz,
    -- Of the last attempt that came to nothing.
    failure text,
    FOREIGN KEY (review_id, requisition_id) REFERENCES relecture.review (id, requisition_id) ON DELETE CASCADE,
    UNIQUE (review_id, chunk_id),
    UNIQUE (review_id, clip_id),
    CHECK (num_nonnulls(chunk_id, clip_id) = 1),
    CHECK ((chunk_id IS NULL) = (epoch IS NULL)),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK (state <> 'failed' OR failure IS NOT NULL)
);
CREATE INDEX review_check_open ON relecture.review_check (id) WHERE state IN ('waiting', 'running');
CREATE INDEX review_check_of_chunk ON relecture.review_check (chunk_id);
CREATE INDEX review_check_of_clip ON relecture.review_check (clip_id);

-- Whether the share of the review's present results that is to be reviewed twice was chosen.
-- Those that ended before there was a choice keep what `review replay` made of it.
ALTER TABLE relecture.review ADD COLUMN doubles_chosen boolean NOT NULL DEFAULT true;
ALTER TABLE relecture.review ALTER COLUMN doubles_chosen SET DEFAULT false;
CREATE INDEX review_to_double ON relecture.review (id) WHERE double_share > 0 AND NOT doubles_chosen;

-- The worker that replayed it by itself; empty where a person did.
ALTER TABLE relecture.replay ADD COLUMN worker text NOT NULL DEFAULT '';
-- SHA-256 of the labels that it was measured by; empty where that was not kept yet.
ALTER TABLE relecture.known_answer_result ADD COLUMN labels_digest text NOT NULL DEFAULT '';
CALL relecture.protect_all();

-- For a claim: whoever pauses or cancels the review at this moment comes before or after, and not in between.
-- False where somebody does that just now: it may take minutes, for which no worker waits.
CREATE FUNCTION relecture.hold_review(review uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.review r WHERE r.id = $1 FOR SHARE SKIP LOCKED;
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION relecture.hold_review FROM PUBLIC;

-- An export's digest is told once, when it is finished.
CREATE POLICY told_once ON relecture.export AS RESTRICTIVE FOR UPDATE
    USING (digest = '') WITH CHECK (digest <> '');

-- Ends sessions of workers and coordinators that stand in the middle of a COPY, waiting for their client. Its owner
-- may end and see other log-ins' sessions if roles.sql could give it the rights; without, those of its own.
CREATE FUNCTION relecture.end_stuck_sessions(seconds float8) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND a.application_name ~ '^relecture-(worker|coordinator)' AND a.state = 'active'
        AND a.wait_event = 'ClientRead' AND a.query_start < now() - make_interval(secs => seconds)
        AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.oid = a.usesysid AND r.rolsuper
            AND NOT (SELECT d.rolsuper FROM pg_roles d WHERE d.rolname = current_user))
        AND (a.usename = session_user OR EXISTS (SELECT FROM pg_roles r
            WHERE r.rolname IN ('relecture_worker', 'relecture_coordinator')
                AND pg_has_role(a.usesysid, r.oid, 'MEMBER')))
$$;
REVOKE ALL ON FUNCTION relecture.end_stuck_sessions FROM PUBLIC;

-- Machines go on until roles.sql is run again.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'relecture_worker') THEN
        GRANT EXECUTE ON FUNCTION relecture.hold_review TO relecture_worker;
        GRANT SELECT, UPDATE ON relecture.review_check TO relecture_worker;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'relecture_coordinator') THEN
        GRANT EXECUTE ON FUNCTION relecture.end_stuck_sessions TO relecture_coordinator;
        GRANT SELECT, INSERT, UPDATE, DELETE ON relecture.review_check TO relecture_coordinator;
    END IF;
END $$;