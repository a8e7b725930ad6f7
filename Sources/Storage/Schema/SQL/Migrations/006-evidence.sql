ALTER TABLE relecture.attempt
    ADD COLUMN reason text,
    ADD COLUMN exit_code integer,
    ADD COLUMN signal integer,
    ADD COLUMN log text,
    ADD COLUMN progress bigint,
    ADD COLUMN peak_memory bigint,
    ADD COLUMN processor_time bigint,
    ADD COLUMN files text;
COMMENT ON COLUMN relecture.attempt.files IS 'SHA-256 of the files that were being read, separated by spaces.';
COMMENT ON COLUMN relecture.attempt.progress IS 'Microseconds of footage reviewed when it failed.';
COMMENT ON COLUMN relecture.attempt.processor_time IS 'Microseconds.';