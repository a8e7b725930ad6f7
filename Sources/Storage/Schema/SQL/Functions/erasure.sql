-- Blanks every column of a requisition except its id, state, reference, service and opening time. Column by column,
-- because a constraint may forbid one; returns the columns that it could not blank.
CREATE OR REPLACE FUNCTION relecture.scrub_requisition(erased uuid) RETURNS text[]
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c record;
    blank text;
    is_blank boolean;
    kept text[] := '{}';
BEGIN
    FOR c IN SELECT a.attname, a.attnum, a.attnotnull, t.typcategory, t.typname
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = 'relecture.requisition'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND a.attidentity = ''
            AND a.attname <> ALL (ARRAY['id', 'reference', 'state', 'opened_at', 'service'])
        ORDER BY a.attnum
    LOOP
        is_blank := false;
        -- Times in the order of their columns, so that a start stays before its end.
        FOREACH blank IN ARRAY ARRAY['NULL', CASE
            WHEN c.typcategory = 'S' THEN quote_literal('(erased)')
            WHEN c.typcategory = 'D' THEN format('timestamptz ''epoch'' + %s * interval ''1 second''', c.attnum)
            WHEN c.typcategory = 'B' THEN quote_literal('false')
            WHEN c.typcategory = 'R' THEN quote_literal('empty')
            WHEN c.typcategory = 'A' OR c.typname IN ('json', 'jsonb') THEN quote_literal('{}')
            ELSE 'NULL' END]
        LOOP
            CONTINUE WHEN is_blank OR (blank = 'NULL' AND c.attnotnull);
            BEGIN
                EXECUTE format('UPDATE relecture.requisition SET %I = %s WHERE id = $1', c.attname, blank)
                    USING erased;
                is_blank := true;
            EXCEPTION WHEN integrity_constraint_violation OR raise_exception OR data_exception
                OR datatype_mismatch OR insufficient_privilege THEN
                NULL;
            END;
        END LOOP;
        IF NOT is_blank THEN kept := kept || c.attname::text; END IF;
    END LOOP;
    RETURN kept;
END $$;
REVOKE ALL ON FUNCTION relecture.scrub_requisition FROM PUBLIC;

CREATE OR REPLACE FUNCTION relecture.erased_guard() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'requisition % was erased: it cannot be changed', OLD.id
        USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

-- An export made after the start of an erasure would outlive it. The lock waits for an erasure that is starting.
CREATE OR REPLACE FUNCTION relecture.require_unerased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id FOR SHARE;
    IF EXISTS (SELECT FROM relecture.erasure WHERE requisition = NEW.requisition_id AND step <> 'scheduled') THEN
        RAISE EXCEPTION 'requisition % is erased or being erased: exports are refused',
            NEW.requisition_id USING ERRCODE = 'RL001';
    END IF;
    RETURN NEW;
END $$;
