ALTER TABLE relecture.requisition ADD COLUMN opened_by text NOT NULL DEFAULT session_user,
    -- Of the person who opened it, for the public register: it outlives person and case.
    ADD COLUMN service text NOT NULL DEFAULT '',
    -- Locking a row against change takes the right to change some column: this one nobody can change.
    ADD COLUMN lockable boolean NOT NULL GENERATED ALWAYS AS (true) STORED;

CREATE TABLE relecture.assignment (
    requisition_id uuid NOT NULL REFERENCES relecture.requisition ON DELETE CASCADE,
    login text NOT NULL REFERENCES relecture.person,
    assigned_by text NOT NULL CHECK (assigned_by ~ '\S'),
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (requisition_id, login)
);
CREATE INDEX assignment_of ON relecture.assignment (login);

CREATE FUNCTION relecture.requisitions_of(login text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.id FROM relecture.requisition q WHERE relecture.roles_of($1) && '{auditor,magistrate}'
    UNION
    SELECT q.id FROM relecture.requisition q WHERE q.opened_by = $1 AND relecture.roles_of($1) <> '{}'
    UNION
    SELECT a.requisition_id FROM relecture.assignment a WHERE a.login = $1 AND relecture.roles_of($1) <> '{}'
$$;
REVOKE ALL ON FUNCTION relecture.requisitions_of FROM PUBLIC;

-- Log-ins that are no persons: machines see all; others did before there were persons, and nothing since.
CREATE FUNCTION relecture.seen_requisitions() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.requisitions_of(session_user::text)
    UNION ALL
    SELECT q.id FROM relecture.requisition q
    WHERE NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
        AND (NOT EXISTS (SELECT FROM relecture.person) OR EXISTS (SELECT FROM pg_roles r
            WHERE r.rolname IN ('relecture_worker', 'relecture_coordinator')
                AND pg_has_role(session_user, r.oid, 'MEMBER')))
$$;

-- To be called for every table that has policies once the groups of the machines exist.
CREATE PROCEDURE relecture.admit_machines(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    machines text := (SELECT string_agg(quote_ident(rolname), ', ') FROM pg_roles
        WHERE rolname IN ('relecture_worker', 'relecture_coordinator'));
BEGIN
    IF machines IS NULL
        OR EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'machines') THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE POLICY machines ON %s TO %s USING (true)', protected, machines);
END $$;

-- For every table with a column requisition_id, but partitions; safe to repeat.
CREATE PROCEDURE relecture.protect(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'cases') THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY cases ON %s USING (requisition_id = '
            'ANY (ARRAY(SELECT relecture.seen_requisitions())))', protected);
    END IF;
    CALL relecture.admit_machines(protected);
END $$;
REVOKE ALL ON PROCEDURE relecture.protect, relecture.admit_machines FROM PUBLIC;

CALL relecture.protect('relecture.requisition_camera');
CALL relecture.protect('relecture.recording');
CALL relecture.protect('relecture.review');
CALL relecture.protect('relecture.chunk');
CALL relecture.protect('relecture.tracklet');
CALL relecture.protect('relecture.chunk_coverage');
CALL relecture.protect('relecture.camera_result');
CALL relecture.protect('relecture.camera_coverage');
CALL relecture.protect('relecture.camera_activity');
CALL relecture.protect('relecture.camera_track');
CALL relecture.protect('relecture.assignment');
CREATE POLICY honest ON relecture.assignment AS RESTRICTIVE FOR INSERT WITH CHECK (assigned_by = session_user::text);

-- Who opens one does not find it among those that were there when the statement started.
ALTER TABLE relecture.requisition ENABLE ROW LEVEL SECURITY;
CREATE POLICY cases_seen ON relecture.requisition FOR SELECT USING (
    id = ANY (ARRAY(SELECT relecture.seen_requisitions()))
    OR opened_by = session_user::text AND (SELECT relecture.holds('investigator')));
CREATE POLICY cases_opened ON relecture.requisition FOR INSERT
    WITH CHECK (opened_by = session_user::text AND (SELECT relecture.holds('investigator')));
CREATE POLICY cases_changed ON relecture.requisition FOR UPDATE
    USING (id = ANY (ARRAY(SELECT relecture.seen_requisitions())));
CALL relecture.admit_machines('relecture.requisition');

-- What belongs to a requisition by way of something else is seen where that is.
ALTER TABLE relecture.frame_index ENABLE ROW LEVEL SECURITY;
CREATE POLICY cases ON relecture.frame_index
    USING (EXISTS (SELECT FROM relecture.recording f WHERE f.id = recording_id));
CALL relecture.admit_machines('relecture.frame_index');
ALTER TABLE relecture.review_recording ENABLE ROW LEVEL SECURITY;
CREATE POLICY cases ON relecture.review_recording
    USING (EXISTS (SELECT FROM relecture.review r WHERE r.id = review_id));
CALL relecture.admit_machines('relecture.review_recording');
ALTER TABLE relecture.attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY cases ON relecture.attempt
    USING (EXISTS (SELECT FROM relecture.chunk c WHERE c.id = chunk_id));
CALL relecture.admit_machines('relecture.attempt');

-- Auditors and magistrates read all of the journal, others what is about their cases, where they may read it at all.
-- Log-ins that are no persons, such as a timer that anchors it, read what they were given a right to.
CREATE FUNCTION relecture.reads_journal() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('auditor', 'magistrate')
        OR NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
$$;
ALTER TABLE relecture.journal ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON relecture.journal FOR SELECT USING ((SELECT relecture.reads_journal())
    OR requisition = ANY (ARRAY(SELECT seen::text FROM relecture.seen_requisitions() AS seen)));

-- Partitions are made by their owner, whoever opens a requisition.
ALTER FUNCTION relecture.create_partitions SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE ALL ON FUNCTION relecture.create_partitions FROM PUBLIC;