/// Row-level security for the tables of a requisition's material that came after the policies; see `Migration013Cases`.
enum Migration020Policies {
    static let sql = """
        DO $$
        DECLARE
            found regclass;
        BEGIN
            FOR found IN SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'relecture'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND a.attname = 'requisition_id' AND NOT a.attisdropped ORDER BY c.relname
            LOOP
                CALL relecture.protect(found);
            END LOOP;
        END $$;

        -- What an erasure leaves behind names its requisition in a column of another name, since it outlives it.
        ALTER TABLE relecture.erasure ENABLE ROW LEVEL SECURITY;
        CREATE POLICY cases ON relecture.erasure
            USING (requisition::text = ANY (ARRAY(SELECT seen::text FROM relecture.seen_requisitions() AS seen)));
        CALL relecture.admit_machines('relecture.erasure');
        """
}
