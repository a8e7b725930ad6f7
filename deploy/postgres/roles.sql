-- Roles with the least rights that each part of the cluster needs. Run it as the superuser, or as the owner of the database
-- if that may create roles, after `relecture database migrate` and again after each upgrade:
--
--   sudo -u postgres psql --dbname relecture --set ON_ERROR_STOP=1 < deploy/postgres/roles.sql
--
-- These are groups without a log-in. Log-ins are made and put into them by hand, one a machine or person:
--
--   CREATE ROLE worker_b LOGIN PASSWORD '...' IN ROLE relecture_worker;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['relecture_worker', 'relecture_coordinator', 'relecture_analyst', 'relecture_auditor']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', name); END IF;
    END LOOP;
END $$;

BEGIN;

DO $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO relecture_worker, relecture_coordinator, relecture_analyst, relecture_auditor',
        current_database());
END $$;

-- Which migrations the database has, asked by every command.
GRANT SELECT ON public.relecture_schema_migration TO relecture_worker, relecture_coordinator;
GRANT USAGE ON SCHEMA relecture TO relecture_worker, relecture_coordinator;
GRANT SELECT ON ALL TABLES IN SCHEMA relecture TO relecture_worker, relecture_coordinator;
-- The journal is read by auditors, and written through its function alone.
REVOKE ALL ON relecture.journal FROM relecture_worker, relecture_coordinator;

-- A worker claims chunks, tells that it lives, and stores what it found. It reads the catalogue and changes none of it.
GRANT UPDATE ON relecture.chunk TO relecture_worker;
GRANT INSERT, UPDATE ON relecture.attempt, relecture.worker TO relecture_worker;
GRANT INSERT ON relecture.tracklet, relecture.chunk_coverage TO relecture_worker;

-- A coordinator leads, takes chunks back, ends reviews, and rewrites the merged results.
GRANT INSERT, UPDATE ON relecture.leadership TO relecture_coordinator;
GRANT UPDATE ON relecture.chunk, relecture.attempt, relecture.review TO relecture_coordinator;
GRANT INSERT, UPDATE, DELETE ON relecture.camera_result, relecture.camera_coverage, relecture.camera_activity,
    relecture.camera_track TO relecture_coordinator;

-- Analysts read the documented views; their rights on the tables behind them are theirs too (security_invoker).
GRANT USAGE ON SCHEMA timeline, relecture TO relecture_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO relecture_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA timeline TO relecture_analyst;
GRANT SELECT ON relecture.requisition, relecture.recording, relecture.camera_result, relecture.camera_coverage,
    relecture.camera_activity, relecture.camera_track, relecture.requisition_camera, relecture.review, relecture.chunk,
    relecture.attempt, relecture.clock_anchor TO relecture_analyst;

-- Auditors read the journal; that they did is entered in it too, for the commands that read it enter it first.
GRANT SELECT ON public.relecture_schema_migration TO relecture_auditor;
GRANT USAGE ON SCHEMA relecture TO relecture_auditor;
GRANT SELECT ON relecture.journal TO relecture_auditor;
GRANT EXECUTE ON FUNCTION relecture.journal_add TO relecture_auditor;

COMMIT;
