-- The analysis that a review was started with, and the one that a worker runs. Rows from before have 0: unknown.
ALTER TABLE relecture.review ADD COLUMN analysis_version integer NOT NULL DEFAULT 0;
ALTER TABLE relecture.worker ADD COLUMN analysis_version integer NOT NULL DEFAULT 0;
