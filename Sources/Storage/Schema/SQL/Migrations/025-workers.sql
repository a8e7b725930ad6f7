ALTER TABLE relecture.worker DROP CONSTRAINT worker_state_check,
    ADD CONSTRAINT worker_state_check CHECK (state IN ('up', 'stopped', 'forgotten'));

-- Whether a worker holds chunks or checks: of cases, too, that who asks does not see.
CREATE FUNCTION relecture.has_work(worker text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM relecture.chunk c WHERE c.state = 'running' AND c.owner = $1)
        OR EXISTS (SELECT FROM relecture.review_check k WHERE k.state = 'running' AND k.owner = $1
            AND k.lease_until >= now())
$$;