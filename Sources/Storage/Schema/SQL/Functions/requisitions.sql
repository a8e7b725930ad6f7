-- Each requisition's results have partitions of their own, made when it is opened.
CREATE OR REPLACE FUNCTION relecture.create_partitions(requisition uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['tracklet', 'chunk_coverage', 'camera_coverage', 'camera_activity',
        'camera_track']
    LOOP
        EXECUTE format('CREATE TABLE relecture.%I PARTITION OF relecture.%I FOR VALUES IN (%L)',
            parent || '_' || replace(requisition::text, '-', ''), parent, requisition);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION relecture.create_partitions FROM PUBLIC;

CREATE OR REPLACE FUNCTION relecture.hold_requisition() RETURNS trigger
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

-- Deferred to the end of the transaction that writes both the change and its reason.
CREATE OR REPLACE FUNCTION relecture.require_extension() RETURNS trigger
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
