CREATE OR REPLACE FUNCTION relecture.roles_of(login text) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.role ORDER BY m.role), '{}')
    FROM relecture.mandate m JOIN relecture.person p ON p.login = m.login
    WHERE m.login = $1 AND p.ended_at IS NULL
        AND m.valid_from <= statement_timestamp() AND statement_timestamp() < m.valid_until
$$;
REVOKE ALL ON FUNCTION relecture.roles_of FROM PUBLIC;

CREATE OR REPLACE FUNCTION relecture.holds(VARIADIC roles text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.roles_of(session_user::text) && $1
$$;

-- Whether the session's login is an account. False for the owner, who could lift the restrictions anyway.
CREATE OR REPLACE FUNCTION relecture.is_person() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
        AND NOT pg_has_role(session_user,
            (SELECT c.relowner FROM pg_class c WHERE c.oid = 'relecture.requisition'::regclass), 'USAGE')
$$;

-- Policies check mandates because rights come from groups, and a membership may outlive its mandate.
CREATE OR REPLACE FUNCTION relecture.reads_findings() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator', 'reviewer', 'analyst', 'magistrate') OR NOT relecture.is_person()
$$;

CREATE OR REPLACE FUNCTION relecture.changes_scope() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('investigator') OR NOT relecture.is_person()
$$;

-- Who acts: the account of the login, if it has one; else the named account.
CREATE OR REPLACE FUNCTION relecture.standing(named text)
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
