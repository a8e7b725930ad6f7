CREATE TABLE relecture.journal (
    id bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    person text NOT NULL CHECK (person ~ '\S'),
    login text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('collection', 'change', 'consultation', 'communication',
        'interconnection', 'erasure', 'refusal')),
    act text NOT NULL CHECK (act ~ '\S'),
    requisition text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL CHECK (reason ~ '\S'),
    detail text NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL
);
CREATE INDEX journal_requisition ON relecture.journal (requisition, id);
REVOKE ALL ON relecture.journal FROM PUBLIC;

CREATE FUNCTION relecture.netstrings(VARIADIC fields text[]) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT string_agg(octet_length(convert_to(f, 'UTF8')) || ':' || f || ',', '' ORDER BY n)
    FROM unnest(fields) WITH ORDINALITY AS t (f, n));

-- The only way in. One entry after the other: the lock is held until the caller's transaction ends.
CREATE FUNCTION relecture.journal_add(
    person text, kind text, act text, requisition text, subject text, reason text, detail text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last relecture.journal;
    entry relecture.journal;
BEGIN
    PERFORM pg_advisory_xact_lock(7210583406);
    SELECT * INTO last FROM relecture.journal ORDER BY id DESC LIMIT 1;
    entry.id := coalesce(last.id, 0) + 1;
    entry.at := greatest(clock_timestamp(), last.at);
    entry.person := person;
    entry.login := session_user;
    entry.kind := kind;
    entry.act := act;
    entry.requisition := requisition;
    entry.subject := subject;
    entry.reason := reason;
    entry.detail := detail;
    entry.previous := coalesce(last.digest, decode(repeat('00', 32), 'hex'));
    entry.digest := sha256(convert_to(relecture.netstrings(
        entry.id::text, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.person,
        entry.login, entry.kind, entry.act, entry.requisition, entry.subject, entry.reason, entry.detail,
        encode(entry.previous, 'hex')), 'UTF8'));
    INSERT INTO relecture.journal VALUES (entry.*);
    RETURN entry.id;
END $$;
REVOKE ALL ON FUNCTION relecture.journal_add FROM PUBLIC;

-- Also for the owner of the database, who could take it away, but not without the anchors showing it.
CREATE FUNCTION relecture.journal_guard() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stack text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        GET DIAGNOSTICS stack = PG_CONTEXT;
        IF stack ~ ('^PL/pgSQL function relecture\.journal_guard\(\) line [0-9]+ at GET DIAGNOSTICS\n'
            'SQL statement "INSERT INTO relecture\.journal VALUES \(entry\.\*\)"\n'
            'PL/pgSQL function relecture\.journal_add\(') THEN
            RETURN NULL;
        END IF;
    END IF;
    RAISE EXCEPTION 'the journal is only added to, through relecture.journal_add: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON relecture.journal
    FOR EACH STATEMENT EXECUTE FUNCTION relecture.journal_guard();
ALTER TABLE relecture.journal ENABLE ALWAYS TRIGGER journal_guard;