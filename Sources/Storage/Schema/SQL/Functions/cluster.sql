-- Only the owner of a table may analyse it before PostgreSQL 17.
CREATE OR REPLACE FUNCTION relecture.gather_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ANALYZE relecture.chunk;
END $$;

-- Whether a worker holds chunks or checks, including those of cases that the caller does not see.
CREATE OR REPLACE FUNCTION relecture.has_work(worker text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM relecture.chunk c WHERE c.state = 'running' AND c.owner = $1)
        OR EXISTS (SELECT FROM relecture.review_check k WHERE k.state = 'running' AND k.owner = $1
            AND k.lease_until >= now())
$$;

-- Ends sessions of workers and coordinators that are stuck in a COPY, waiting for their client. With the rights that
-- roles.sql gives its owner it ends those of all machines, without them only the owner's.
CREATE OR REPLACE FUNCTION relecture.end_stuck_sessions(seconds float8) RETURNS bigint
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
