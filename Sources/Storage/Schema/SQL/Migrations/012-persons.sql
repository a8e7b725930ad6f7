CREATE TABLE relecture.person (
    login text PRIMARY KEY CHECK (login ~ '^[a-z_][a-z0-9_.-]{0,62}$'),
    name text NOT NULL CHECK (name ~ '\S'),
    service text NOT NULL CHECK (service ~ '\S'),
    added_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);

CREATE TABLE relecture.mandate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login text NOT NULL REFERENCES relecture.person,
    role text NOT NULL
        CHECK (role IN ('investigator', 'reviewer', 'operator', 'analyst', 'auditor', 'magistrate')),
    valid_from timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    authorised_by text NOT NULL CHECK (authorised_by ~ '\S'),
    given_at timestamptz NOT NULL DEFAULT now(),
    CHECK (valid_from < valid_until)
);
CREATE INDEX mandate_of ON relecture.mandate (login);

CREATE FUNCTION relecture.roles_of(login text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.role ORDER BY m.role), '{}')
    FROM relecture.mandate m JOIN relecture.person p ON p.login = m.login
    WHERE m.login = $1 AND p.ended_at IS NULL
        AND m.valid_from <= statement_timestamp() AND statement_timestamp() < m.valid_until
$$;
REVOKE ALL ON FUNCTION relecture.roles_of FROM PUBLIC;

CREATE FUNCTION relecture.holds(VARIADIC roles text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.roles_of(session_user::text) && $1
$$;

-- Who acts: the person of the log-in, whatever is said; else the person that is named.
CREATE FUNCTION relecture.standing(named text)
    RETURNS TABLE (login text, is_session boolean, ended_at timestamptz, roles text[], mandates text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.login, p.login = session_user::text, p.ended_at, relecture.roles_of(p.login),
        coalesce((SELECT string_agg(format('%s from %s until %s', m.role,
            to_char(m.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            to_char(m.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), ', '
            ORDER BY m.valid_from, m.id) FROM relecture.mandate m WHERE m.login = p.login), '')
    FROM relecture.person p WHERE p.login = CASE
        WHEN EXISTS (SELECT FROM relecture.person s WHERE s.login = session_user::text) THEN session_user::text
        ELSE $1 END
$$;

-- As before, but a person cannot be entered under another's name. The guard knows this INSERT by its text.
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