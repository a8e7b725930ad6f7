-- A pure function of the stack, so that it can be tried with the words of any language. Names that are not quoted
-- consist of these letters; whoever makes a function with a quoted name to look like ours is not let in.
CREATE FUNCTION relecture.is_journal_entry(stack text) RETURNS boolean
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN stack ~ ('^([^\n"]*[^a-z0-9_$."\n])?relecture\.journal_guard\(\)[^\n"]*\n'
    '[^\n]*[^a-zA-Z0-9_$.\n]INSERT INTO relecture\.journal VALUES \(entry\.\*\)[^\n]*\n'
    '([^\n"]*[^a-z0-9_$."\n])?relecture\.journal_add\([a-z,]*\)');

CREATE OR REPLACE FUNCTION relecture.journal_guard() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stack text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        GET DIAGNOSTICS stack = PG_CONTEXT;
        IF relecture.is_journal_entry(stack) THEN RETURN NULL; END IF;
    END IF;
    RAISE EXCEPTION 'the journal is only added to, through relecture.journal_add: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- Not so the owner, who could lift what follows.
CREATE FUNCTION relecture.is_person() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
        AND NOT pg_has_role(session_user,
            (SELECT c.relowner FROM pg_class c WHERE c.oid = 'relecture.requisition'::regclass), 'USAGE')
$$;
-- Rights come by groups, which may outlive the mandates that they were given for.
CREATE FUNCTION relecture.reads_findings() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator', 'reviewer', 'analyst', 'magistrate') OR NOT relecture.is_person()
$$;
CREATE FUNCTION relecture.changes_scope() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator') OR NOT relecture.is_person()
$$;

CREATE POLICY findings_read ON relecture.camera_coverage AS RESTRICTIVE FOR SELECT
    USING ((SELECT relecture.reads_findings()));
CREATE POLICY findings_read ON relecture.camera_activity AS RESTRICTIVE FOR SELECT
    USING ((SELECT relecture.reads_findings()));
CREATE POLICY findings_read ON relecture.camera_track AS RESTRICTIVE FOR SELECT
    USING ((SELECT relecture.reads_findings()));
CREATE POLICY scope_added ON relecture.requisition_camera AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT relecture.changes_scope()));
CREATE POLICY scope_added ON relecture.requisition_window AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT relecture.changes_scope()));
CREATE POLICY scope_removed ON relecture.requisition_window AS RESTRICTIVE FOR DELETE
    USING ((SELECT relecture.changes_scope()));

-- Results are made by machines. A person may have them made again: of what waits for that, results may go.
CREATE POLICY machines_finish ON relecture.chunk AS RESTRICTIVE FOR UPDATE USING (true)
    WITH CHECK (state NOT IN ('running', 'done') OR NOT (SELECT relecture.is_person()));
CREATE POLICY machines_finish ON relecture.camera_result AS RESTRICTIVE FOR UPDATE USING (true)
    WITH CHECK (NOT is_complete OR NOT (SELECT relecture.is_person()));
CREATE POLICY machines_finish_new ON relecture.camera_result AS RESTRICTIVE FOR INSERT
    WITH CHECK (NOT is_complete OR NOT (SELECT relecture.is_person()));
CREATE POLICY machines_replay ON relecture.replay AS RESTRICTIVE FOR INSERT
    WITH CHECK (worker = '' OR NOT (SELECT relecture.is_person()));
CREATE POLICY done_again ON relecture.tracklet AS RESTRICTIVE FOR DELETE
    USING (NOT (SELECT relecture.is_person())
        OR EXISTS (SELECT FROM relecture.chunk c WHERE c.id = chunk_id AND c.state = 'ready'));
CREATE POLICY done_again ON relecture.chunk_coverage AS RESTRICTIVE FOR DELETE
    USING (NOT (SELECT relecture.is_person())
        OR EXISTS (SELECT FROM relecture.chunk c WHERE c.id = chunk_id AND c.state = 'ready'));

CREATE FUNCTION relecture.hold_requisition() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'erased' AND NOT EXISTS (SELECT FROM relecture.erasure e
            WHERE e.requisition = NEW.id AND e.step NOT IN ('scheduled', 'ordered')) THEN
        RAISE EXCEPTION 'requisition % is called erased by its erasure alone', NEW.id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state = 'closed' AND NEW.state IN ('open', 'suspended') THEN
        RAISE EXCEPTION 'requisition % was closed: it takes another to go on', NEW.id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT relecture.changes_scope() THEN
        RAISE EXCEPTION 'requisition % is changed by those who hold the mandate of an investigator', NEW.id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER requisition_held BEFORE UPDATE OF state, window_start, window_end, expires_at ON relecture.requisition
    FOR EACH ROW WHEN ((OLD.state, OLD.window_start, OLD.window_end, OLD.expires_at)
        IS DISTINCT FROM (NEW.state, NEW.window_start, NEW.window_end, NEW.expires_at))
    EXECUTE FUNCTION relecture.hold_requisition();
ALTER TABLE relecture.requisition ENABLE ALWAYS TRIGGER requisition_held;

-- At the end of the transaction, in which both are written.
CREATE FUNCTION relecture.require_extension() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed uuid := coalesce(to_jsonb(NEW) ->> 'requisition_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
    IF relecture.is_person()
        AND NOT EXISTS (SELECT FROM relecture.requisition q
            WHERE q.id = changed AND q.opened_at = transaction_timestamp())
        AND NOT EXISTS (SELECT FROM relecture.requisition_extension x
            WHERE x.requisition_id = changed AND x.at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'requisition % is prolonged or widened with a word about who ordered it and why: '
            'relecture requisition extend', changed USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER requisition_extended AFTER UPDATE OF window_start, window_end, expires_at
    ON relecture.requisition DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((OLD.window_start, OLD.window_end, OLD.expires_at)
        IS DISTINCT FROM (NEW.window_start, NEW.window_end, NEW.expires_at))
    EXECUTE FUNCTION relecture.require_extension();
CREATE CONSTRAINT TRIGGER camera_extended AFTER INSERT ON relecture.requisition_camera
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION relecture.require_extension();
CREATE CONSTRAINT TRIGGER window_extended AFTER INSERT ON relecture.requisition_window
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION relecture.require_extension();