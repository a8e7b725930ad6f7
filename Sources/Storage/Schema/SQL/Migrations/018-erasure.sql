CREATE TABLE relecture.erasure (
    -- Not called requisition_id: all tables with such a column are emptied.
    requisition uuid PRIMARY KEY,
    step text NOT NULL DEFAULT 'ordered'
        CHECK (step IN ('scheduled', 'ordered', 'files', 'rows', 'tickets', 'space', 'done')),
    due_at timestamptz,
    scheduled_by text,
    cause text CHECK (cause IN ('closure', 'expiry', 'order', 'schedule')),
    ordered_by text,
    started_at timestamptz,
    finished_at timestamptz,
    cameras integer NOT NULL DEFAULT 0,
    -- Microseconds of footage reviewed, by month (YYYY-MM).
    reviewed jsonb NOT NULL DEFAULT '{}',
    -- Digests and sizes of the files that were catalogued; the files themselves are somebody else's.
    footage jsonb NOT NULL DEFAULT '[]',
    reviews uuid[] NOT NULL DEFAULT '{}',
    files jsonb NOT NULL DEFAULT '[]',
    rows jsonb NOT NULL DEFAULT '{}',
    partitions integer NOT NULL DEFAULT 0,
    kept_columns text[] NOT NULL DEFAULT '{}',
    tickets integer NOT NULL DEFAULT 0,
    leftovers jsonb NOT NULL DEFAULT '{}',
    certificate text,
    CHECK ((step = 'scheduled') = (started_at IS NULL)),
    CHECK ((step = 'done') = (finished_at IS NOT NULL)),
    CHECK (step <> 'scheduled' OR due_at IS NOT NULL AND scheduled_by IS NOT NULL)
);
CREATE INDEX erasure_due ON relecture.erasure (due_at) WHERE step <> 'done';

-- Blanks all that a requisition says but its id, its reference and when it was opened. Column by column, for a
-- constraint may forbid one; answers those that it could not blank.
CREATE FUNCTION relecture.scrub_requisition(erased uuid) RETURNS text[]
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
        -- Times follow each other as their columns do, so that a start stays before its end.
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

CREATE FUNCTION relecture.erased_guard() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'requisition % was erased: nothing is done under it any more', OLD.id
        USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE TRIGGER erased_guard BEFORE UPDATE ON relecture.requisition
    FOR EACH ROW WHEN (OLD.state = 'erased') EXECUTE FUNCTION relecture.erased_guard();