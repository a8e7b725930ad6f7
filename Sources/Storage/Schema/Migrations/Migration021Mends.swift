/// What the guards of migrations 11, 13, 18 and 20 and the functions of 17 lacked: locks between a suspension and a claim,
/// nobody who writes after the end of a mandate, no export of what is being erased.
enum Migration021Mends {
    static let sql = """
        CREATE OR REPLACE FUNCTION relecture.require_force() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            -- Locked, so that whoever suspends or closes it at this moment comes before or after, and not in between.
            PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id AND state = 'open'
                AND (expires_at IS NULL OR expires_at > now()) FOR KEY SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'requisition % is not open, or has expired: % of % refused',
                    NEW.requisition_id, lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'RL001';
            END IF;
            RETURN NEW;
        END $$;

        -- Locks the requisition of a chunk before the chunk, in the order in which those do who end what runs under it.
        CREATE FUNCTION relecture.hold(requisition uuid) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM FROM relecture.requisition q WHERE q.id = $1 FOR KEY SHARE;
        END $$;

        -- Whether who asks may write at all: rights come by groups, which may outlive the mandates that they were given for.
        CREATE FUNCTION relecture.may_write() RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT relecture.holds('investigator', 'reviewer', 'operator')
                OR NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
        $$;

        -- As admit_machines, for the groups of persons. What others may write, too, such as a note of an export, is named here.
        CREATE PROCEDURE relecture.hold_writers(protected regclass)
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

        ALTER POLICY cases_changed ON relecture.requisition
            USING (id = ANY (ARRAY(SELECT relecture.seen_requisitions())) AND (SELECT relecture.may_write()));

        -- What is exported after an erasure has begun would outlive it. The lock waits for one that begins just now.
        CREATE FUNCTION relecture.require_unerased() RETURNS trigger
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id FOR SHARE;
            IF EXISTS (SELECT FROM relecture.erasure WHERE requisition = NEW.requisition_id AND step <> 'scheduled') THEN
                RAISE EXCEPTION 'requisition % is erased or being erased: nothing of it is exported any more',
                    NEW.requisition_id USING ERRCODE = 'RL001';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER export_unerased BEFORE INSERT ON relecture.export
            FOR EACH ROW EXECUTE FUNCTION relecture.require_unerased();
        ALTER TABLE relecture.export ENABLE ALWAYS TRIGGER export_unerased;

        CALL relecture.protect_all();
        """ + "\n" + questions
}
