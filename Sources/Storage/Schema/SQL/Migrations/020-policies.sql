-- Safe to repeat: `deploy/postgres/roles.sql` does, for whatever came later and for groups that were not there yet.
CREATE PROCEDURE relecture.protect_all()
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
    END LOOP;
END $$;
REVOKE ALL ON PROCEDURE relecture.protect_all FROM PUBLIC;

-- What an erasure leaves behind names its requisition in a column of another name, since it outlives it.
ALTER TABLE relecture.erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY cases ON relecture.erasure
    USING (requisition::text = ANY (ARRAY(SELECT seen::text FROM relecture.seen_requisitions() AS seen)));
CALL relecture.protect_all();