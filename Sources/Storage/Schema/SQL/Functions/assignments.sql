CREATE OR REPLACE FUNCTION relecture.requisitions_of(login text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.id FROM relecture.requisition q WHERE relecture.roles_of($1) && '{auditor,magistrate}'
    UNION
    SELECT q.id FROM relecture.requisition q WHERE q.opened_by = $1 AND relecture.roles_of($1) <> '{}'
    UNION
    SELECT a.requisition_id FROM relecture.assignment a WHERE a.login = $1 AND relecture.roles_of($1) <> '{}'
$$;
REVOKE ALL ON FUNCTION relecture.requisitions_of FROM PUBLIC;

-- Logins without an account: machines see all requisitions. Others see all only while no account exists.
CREATE OR REPLACE FUNCTION relecture.seen_requisitions() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.requisitions_of(session_user::text)
    UNION ALL
    SELECT q.id FROM relecture.requisition q
    WHERE NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
        AND (NOT EXISTS (SELECT FROM relecture.person) OR EXISTS (SELECT FROM pg_roles r
            WHERE r.rolname IN ('relecture_worker', 'relecture_coordinator')
                AND pg_has_role(session_user, r.oid, 'MEMBER')))
$$;

-- Auditors and magistrates read the whole journal, other accounts the entries of their cases. Logins without an
-- account, such as a timer that anchors the journal, are limited by their rights on the table alone.
CREATE OR REPLACE FUNCTION relecture.reads_journal() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT relecture.holds('auditor', 'magistrate')
        OR NOT EXISTS (SELECT FROM relecture.person p WHERE p.login = session_user::text)
$$;
