-- Roles with the least rights that each part of the cluster needs. Run it as the superuser, or as the owner of the database
-- if that may create roles, after `relecture database migrate` and again after each upgrade:
--
--   sudo -u postgres psql --dbname relecture --set ON_ERROR_STOP=1 < deploy/postgres/roles.sql
--
-- These are groups without a log-in. Log-ins of machines are made and put into them by hand, one a machine:
--
--   CREATE ROLE worker_b LOGIN PASSWORD '...' IN ROLE relecture_worker;
--
-- Accounts come by `relecture account add`. What an account sees and does is limited by mandates and policies beyond these rights.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['relecture_worker', 'relecture_coordinator', 'relecture_analyst', 'relecture_auditor',
        'relecture_investigator', 'relecture_reviewer', 'relecture_operator', 'relecture_magistrate']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = name);
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- Groups belong to the server, and this may run for two of its databases at once.
            NULL;
        END;
    END LOOP;
END $$;

BEGIN;

DO $$
BEGIN
    -- TEMPORARY, for under row-level security rows are copied into a table of the session first.
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO relecture_worker, relecture_coordinator, relecture_analyst, relecture_auditor,
        relecture_investigator, relecture_reviewer, relecture_operator, relecture_magistrate', current_database());
END $$;

-- Every command checks which migrations and definitions the database has.
GRANT SELECT ON public.relecture_schema_migration, public.relecture_schema_definition
    TO relecture_worker, relecture_coordinator, relecture_auditor, relecture_analyst, relecture_investigator,
        relecture_reviewer, relecture_operator, relecture_magistrate;
GRANT USAGE ON SCHEMA relecture TO relecture_worker, relecture_coordinator;
GRANT SELECT ON ALL TABLES IN SCHEMA relecture TO relecture_worker, relecture_coordinator;
-- The journal is read by auditors, and written through its function alone.
REVOKE ALL ON relecture.journal, relecture.person, relecture.mandate FROM relecture_worker, relecture_coordinator;

-- A worker claims chunks, tells that it lives, and stores what it found. It reads the catalogue and changes none of it.
GRANT UPDATE ON relecture.chunk TO relecture_worker;
GRANT INSERT, UPDATE ON relecture.attempt, relecture.worker TO relecture_worker;
GRANT INSERT ON relecture.tracklet, relecture.chunk_coverage TO relecture_worker;
GRANT EXECUTE ON FUNCTION relecture.hold_review TO relecture_worker;
-- With nothing else to do it replays chunks and reviews labelled clips.
GRANT UPDATE ON relecture.review_check TO relecture_worker;
GRANT INSERT ON relecture.replay TO relecture_worker;
GRANT INSERT, UPDATE ON relecture.known_answer_result TO relecture_worker;

-- A coordinator leads, takes chunks back, ends reviews, and rewrites the merged results.
GRANT INSERT, UPDATE ON relecture.leadership TO relecture_coordinator;
GRANT UPDATE ON relecture.chunk, relecture.attempt, relecture.review TO relecture_coordinator;
GRANT INSERT, UPDATE, DELETE ON relecture.camera_result, relecture.camera_coverage, relecture.camera_activity,
    relecture.camera_track TO relecture_coordinator;
GRANT INSERT, UPDATE, DELETE ON relecture.review_check TO relecture_coordinator;

-- It ends the sessions of silent workers by a function whose owner must see and may end them. Only a superuser can give that.
GRANT EXECUTE ON FUNCTION relecture.end_stuck_sessions TO relecture_coordinator;
DO $$
DECLARE
    owner text := (SELECT r.rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        WHERE p.oid = 'relecture.end_stuck_sessions(float8)'::regprocedure);
BEGIN
    IF NOT (pg_has_role(owner, 'pg_signal_backend', 'MEMBER') AND pg_has_role(owner, 'pg_read_all_stats', 'MEMBER')) THEN
        EXECUTE format('GRANT pg_signal_backend, pg_read_all_stats TO %I', owner);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'sessions of workers that stand still stay until the network notices: run this as the superuser';
    WHEN unique_violation THEN
        -- Memberships belong to the server: this script just did the same for another of its databases.
        NULL;
END $$;

-- Analysts read the documented views; their rights on the tables behind them are theirs too (security_invoker).
GRANT USAGE ON SCHEMA timeline, relecture TO relecture_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO relecture_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA timeline TO relecture_analyst;
GRANT SELECT ON relecture.requisition, relecture.recording, relecture.camera_result, relecture.camera_coverage,
    relecture.camera_activity, relecture.camera_track, relecture.requisition_camera, relecture.review, relecture.chunk,
    relecture.attempt, relecture.clock_anchor TO relecture_analyst;

-- Auditors read the journal; that they did is entered in it too, for the commands that read it enter it first.
GRANT USAGE ON SCHEMA relecture TO relecture_auditor;
GRANT SELECT ON relecture.journal TO relecture_auditor;
GRANT EXECUTE ON FUNCTION relecture.journal_add TO relecture_auditor;

-- Persons. Every command enters itself in the journal; lists name cases and people.
GRANT USAGE ON SCHEMA relecture, timeline TO relecture_investigator, relecture_reviewer, relecture_operator,
    relecture_magistrate;
GRANT EXECUTE ON FUNCTION relecture.journal_add TO relecture_analyst, relecture_investigator, relecture_reviewer,
    relecture_operator, relecture_magistrate;
GRANT SELECT ON relecture.requisition, relecture.requisition_camera, relecture.review, relecture.chunk, relecture.attempt,
    relecture.assignment, relecture.person, relecture.mandate
    TO relecture_investigator, relecture_reviewer, relecture_operator, relecture_analyst, relecture_auditor,
        relecture_magistrate;

-- Material and findings; of the journal, what policies show: all of it to magistrates, that of their cases to the others.
GRANT SELECT ON relecture.recording, relecture.review_recording, relecture.camera_result, relecture.camera_coverage,
    relecture.camera_activity, relecture.camera_track, relecture.chunk_coverage, relecture.tracklet, relecture.worker,
    relecture.store, relecture.clock_anchor TO relecture_investigator, relecture_reviewer, relecture_magistrate;
GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO relecture_investigator, relecture_reviewer, relecture_magistrate;
GRANT SELECT ON relecture.journal TO relecture_investigator, relecture_reviewer, relecture_magistrate;
GRANT SELECT ON relecture.recording, relecture.review_recording, relecture.worker, relecture.store TO relecture_operator;
GRANT SELECT ON relecture.review_recording TO relecture_analyst;

-- The scope of a case, what prolonged it, what was measured of its profile, and whether it is erased.
GRANT SELECT ON relecture.requisition_window, relecture.requisition_extension, relecture.review_window,
    relecture.review_camera, relecture.known_answer_result, relecture.erasure, relecture.delivery, relecture.replay,
    relecture.export, relecture.review_check
    TO relecture_investigator, relecture_reviewer, relecture_operator, relecture_analyst, relecture_auditor,
        relecture_magistrate;

-- An investigator opens requisitions, brings footage in, and lets others take part.
GRANT INSERT ON relecture.requisition, relecture.requisition_camera, relecture.requisition_window,
    relecture.requisition_extension, relecture.recording, relecture.frame_index TO relecture_investigator;
GRANT UPDATE (state, window_start, window_end, expires_at) ON relecture.requisition TO relecture_investigator;
GRANT DELETE ON relecture.requisition_window TO relecture_investigator;
GRANT INSERT ON relecture.delivery TO relecture_investigator, relecture_operator;
GRANT INSERT ON relecture.replay TO relecture_investigator, relecture_reviewer;
GRANT INSERT, UPDATE ON relecture.review_check TO relecture_investigator, relecture_reviewer;
GRANT SELECT ON relecture.known_answer TO relecture_investigator, relecture_reviewer, relecture_operator, relecture_analyst,
    relecture_auditor, relecture_magistrate;
GRANT INSERT, UPDATE, DELETE ON relecture.known_answer TO relecture_operator;
GRANT INSERT, UPDATE ON relecture.known_answer_result
    TO relecture_investigator, relecture_reviewer, relecture_operator;
-- Findings that are written to a file are remembered, whoever writes them.
GRANT INSERT ON relecture.export
    TO relecture_investigator, relecture_reviewer, relecture_analyst, relecture_magistrate;
GRANT UPDATE (digest) ON relecture.export
    TO relecture_investigator, relecture_reviewer, relecture_analyst, relecture_magistrate;
-- A magistrate orders an erasure; who owns the database carries it out.
GRANT INSERT (requisition, step, due_at, scheduled_by), UPDATE (due_at, scheduled_by)
    ON relecture.erasure TO relecture_magistrate;
GRANT INSERT, DELETE ON relecture.clock_anchor TO relecture_investigator, relecture_reviewer;
GRANT UPDATE ON relecture.clock_anchor TO relecture_investigator, relecture_reviewer;
GRANT INSERT, DELETE ON relecture.assignment TO relecture_investigator;
GRANT SELECT ON relecture.frame_index TO relecture_investigator, relecture_reviewer, relecture_operator,
    relecture_analyst, relecture_magistrate;
GRANT INSERT ON relecture.recording, relecture.frame_index TO relecture_operator;
-- The function runs with its owner's rights.
GRANT EXECUTE ON FUNCTION relecture.create_partitions TO relecture_investigator;

-- Both start and extend reviews. A review that starts locks its requisition against being closed meanwhile.
GRANT INSERT ON relecture.review, relecture.review_recording, relecture.review_window, relecture.chunk
    TO relecture_investigator, relecture_reviewer;
GRANT DELETE ON relecture.chunk TO relecture_investigator, relecture_reviewer;
GRANT UPDATE (lockable) ON relecture.requisition TO relecture_reviewer;

-- These and operators pause, cancel and repeat; what is repeated is dropped first.
GRANT UPDATE ON relecture.review, relecture.chunk, relecture.attempt
    TO relecture_investigator, relecture_reviewer, relecture_operator;
GRANT INSERT, UPDATE ON relecture.camera_result TO relecture_investigator, relecture_reviewer, relecture_operator;
GRANT SELECT (requisition_id, review_id, camera, is_complete, revision) ON relecture.camera_result TO relecture_operator;
GRANT DELETE ON relecture.tracklet, relecture.chunk_coverage
    TO relecture_investigator, relecture_reviewer, relecture_operator;
GRANT SELECT (requisition_id, review_id, chunk_id, epoch) ON relecture.tracklet, relecture.chunk_coverage TO relecture_operator;

-- An operator drains and forgets workers and spares slow stores.
GRANT UPDATE ON relecture.worker TO relecture_operator;
GRANT INSERT, UPDATE, DELETE ON relecture.store TO relecture_operator;

-- Policies on whatever came with this version, and who is not under them.
CALL relecture.protect_all();

-- Persons who were registered before these groups were there, and those whose mandates have run out since.
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT p.login, g.rolname AS name, EXISTS (SELECT FROM relecture.mandate m WHERE m.login = p.login
            AND 'relecture_' || m.role = g.rolname AND p.ended_at IS NULL AND m.valid_until > now()) AS is_due,
            pg_has_role(r.oid, g.oid, 'MEMBER') AS is_member
        FROM relecture.person p JOIN pg_roles r ON r.rolname = p.login JOIN pg_roles g ON g.rolname IN (
            'relecture_investigator', 'relecture_reviewer', 'relecture_operator', 'relecture_analyst',
            'relecture_auditor', 'relecture_magistrate')
    LOOP
        IF found.is_due AND NOT found.is_member THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', found.name, found.login);
            EXCEPTION WHEN unique_violation THEN
                NULL;
            END;
        END IF;
        IF found.is_member AND NOT found.is_due THEN EXECUTE format('REVOKE %I FROM %I', found.name, found.login); END IF;
    END LOOP;
END $$;

COMMIT;
