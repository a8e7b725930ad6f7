-- The readers of the views, as in roles.sql: a view that was dropped and created again needs them at once.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['relecture_analyst', 'relecture_investigator', 'relecture_reviewer',
        'relecture_magistrate']
    LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO %I', name);
    END LOOP;
END $$;
