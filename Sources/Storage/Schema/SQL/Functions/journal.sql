CREATE OR REPLACE FUNCTION relecture.netstrings(VARIADIC fields text[]) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT string_agg(octet_length(convert_to(f, 'UTF8')) || ':' || f || ',', '' ORDER BY n)
    FROM unnest(fields) WITH ORDINALITY AS t (f, n));

-- Whether a call stack is that of journal_add's INSERT. A pure function, so that tests can pass stacks of servers in
-- other languages. The pattern allows letters of unquoted names only: a quoted name cannot imitate ours.
CREATE OR REPLACE FUNCTION relecture.is_journal_entry(stack text) RETURNS boolean
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN stack ~ ('^([^\n"]*[^a-z0-9_$."\n])?relecture\.journal_guard\(\)[^\n"]*\n'
    '[^\n]*[^a-zA-Z0-9_$.\n]INSERT INTO relecture\.journal VALUES \(entry\.\*\)[^\n]*\n'
    '([^\n"]*[^a-z0-9_$."\n])?relecture\.journal_add\([a-z,]*\)');

-- The only way to write the journal. Entries are serialised: the lock is held until the caller's transaction ends. An
-- account cannot be entered under another name. The guard recognises this INSERT by its text.
CREATE OR REPLACE FUNCTION relecture.journal_add(
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
    entry.person := coalesce((SELECT p.login FROM relecture.person p WHERE p.login = session_user::text), person);
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

-- Holds for the owner of the database, too, who could drop it, but not without the anchors showing it.
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
