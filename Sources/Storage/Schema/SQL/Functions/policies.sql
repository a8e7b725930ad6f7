-- Call it for every table with policies once the machines' groups exist.
CREATE OR REPLACE PROCEDURE relecture.admit_machines(protected regclass)
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
REVOKE ALL ON PROCEDURE relecture.admit_machines FROM PUBLIC;

-- Whether the caller may write at all: rights come from groups, and a membership may outlive its mandate.
CREATE OR REPLACE FUNCTION relecture.may_write() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator', 'reviewer', 'operator')
        OR NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
$$;

-- As admit_machines, for the groups of accounts. The exceptions are tables that other roles may write, too.
CREATE OR REPLACE PROCEDURE relecture.hold_writers(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    persons text := (SELECT string_agg(quote_ident(rolname), ', ') FROM pg_roles
        WHERE rolname IN ('relecture_investigator', 'relecture_reviewer', 'relecture_operator',
            'relecture_analyst', 'relecture_auditor', 'relecture_magistrate'));
BEGIN
    IF persons IS NULL OR protected::text IN ('relecture.export', 'relecture.erasure')
        OR EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'writers_add') THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE POLICY writers_add ON %s AS RESTRICTIVE FOR INSERT TO %s '
        'WITH CHECK ((SELECT relecture.may_write()))', protected, persons);
    EXECUTE format('CREATE POLICY writers_change ON %s AS RESTRICTIVE FOR UPDATE TO %s '
        'USING ((SELECT relecture.may_write()))', protected, persons);
    EXECUTE format('CREATE POLICY writers_remove ON %s AS RESTRICTIVE FOR DELETE TO %s '
        'USING ((SELECT relecture.may_write()))', protected, persons);
END $$;
REVOKE ALL ON PROCEDURE relecture.hold_writers FROM PUBLIC;

-- Row-level security for a table of a requisition's material.
CREATE OR REPLACE PROCEDURE relecture.protect(protected regclass)
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = protected AND polname = 'cases') THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY cases ON %s USING (requisition_id = '
            'ANY (ARRAY(SELECT relecture.seen_requisitions())))', protected);
    END IF;
    CALL relecture.admit_machines(protected);
    CALL relecture.hold_writers(protected);
END $$;
REVOKE ALL ON PROCEDURE relecture.protect FROM PUBLIC;

-- Call it after adding a table: it protects every table that has a requisition_id.
CREATE OR REPLACE PROCEDURE relecture.protect_all()
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found regclass;
BEGIN
    FOR found IN SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'relecture'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND a.attname = 'requisition_id' AND NOT a.attisdropped ORDER BY c.relname
    LOOP
        CALL relecture.protect(found);
    END LOOP;
    FOR found IN SELECT oid::regclass FROM pg_class
        WHERE relnamespace = 'relecture'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relrowsecurity AND oid <> 'relecture.journal'::regclass ORDER BY relname
    LOOP
        CALL relecture.admit_machines(found);
        CALL relecture.hold_writers(found);
    END LOOP;
END $$;
REVOKE ALL ON PROCEDURE relecture.protect_all FROM PUBLIC;
