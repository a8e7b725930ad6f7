-- The word "event" is kept for situations. Renaming keeps the view's rights.
ALTER VIEW timeline.events RENAME TO changes;

-- Every command compares the recorded definitions with its own. roles.sql grants this, too; without it here commands
-- would fail until roles.sql is run again.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['relecture_worker', 'relecture_coordinator', 'relecture_analyst', 'relecture_auditor',
        'relecture_investigator', 'relecture_reviewer', 'relecture_operator', 'relecture_magistrate']
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name);
        EXECUTE format('GRANT SELECT ON public.relecture_schema_definition TO %I', name);
    END LOOP;
END $$;
