ALTER TABLE relecture.review DROP CONSTRAINT review_state_check, DROP CONSTRAINT review_check;
ALTER TABLE relecture.review
    ADD CONSTRAINT review_state_check
        CHECK (state IN ('running', 'paused', 'complete', 'complete-with-holes', 'cancelled')),
    ADD CONSTRAINT review_end_check CHECK ((state IN ('running', 'paused')) = (finished_at IS NULL)),
    ADD COLUMN deadline timestamptz,
    -- Digest of requisition, footage, profile and chunk length; NULL for a review that was asked for again.
    ADD COLUMN submission text;
CREATE UNIQUE INDEX review_submission ON relecture.review (submission) WHERE state <> 'cancelled';

-- The footage of a review is what was there when it started, and what it was extended by: not what is imported
-- while it runs, for its results must not depend on which chunk came first.
CREATE TABLE relecture.review_recording (
    review_id uuid NOT NULL REFERENCES relecture.review ON DELETE CASCADE,
    recording_id uuid NOT NULL REFERENCES relecture.recording ON DELETE CASCADE,
    PRIMARY KEY (review_id, recording_id)
);
INSERT INTO relecture.review_recording (review_id, recording_id)
    SELECT r.id, f.id FROM relecture.review r JOIN relecture.recording f USING (requisition_id);
CREATE INDEX recording_of_camera ON relecture.recording (requisition_id, camera, starts_at);

-- How many chunks of a store may run at once; no row: as many as there are slots.
CREATE TABLE relecture.store (
    name text PRIMARY KEY CHECK (name ~ '\S'),
    running_limit integer NOT NULL CHECK (running_limit > 0)
);

ALTER TABLE relecture.chunk
    -- Of the file in which the chunk ends; empty where nobody knows.
    ADD COLUMN store text NOT NULL DEFAULT '',
    -- Thirds of an attempt: what failed through no fault of the chunk costs one, all else three.
    ADD COLUMN spent integer NOT NULL DEFAULT 0,
    -- Attempts up to this epoch were made on an earlier budget.
    ADD COLUMN counts_after integer NOT NULL DEFAULT 0,
    -- The protocol version of the queue that holds the ticket.
    ADD COLUMN dispatched_version smallint,
    -- The worker it was taken from because it took far longer than others, which shall not get it again.
    ADD COLUMN taken_from text;
UPDATE relecture.chunk SET spent = 3 * attempts;
UPDATE relecture.chunk c SET store = coalesce((
    SELECT f.store FROM relecture.recording f
    WHERE f.requisition_id = c.requisition_id AND f.camera = c.camera AND f.starts_at < c.ends_at
    ORDER BY f.starts_at DESC, f.id LIMIT 1), '');

DROP INDEX relecture.chunk_waiting;
CREATE INDEX chunk_waiting ON relecture.chunk (review_id, store, not_before, ordinal)
    WHERE state = 'ready' AND dispatched_at IS NULL;
CREATE INDEX chunk_open ON relecture.chunk (review_id, camera) WHERE state IN ('ready', 'running');
CREATE INDEX chunk_running ON relecture.chunk (review_id, store) WHERE state = 'running';

ALTER TABLE relecture.attempt ADD COLUMN class text CHECK (class IN ('transient', 'permanent', 'poison'));

ALTER TABLE relecture.worker
    ADD COLUMN drain_until timestamptz,
    ADD COLUMN protocol smallint NOT NULL DEFAULT 1;

-- Raised by whoever changes a camera's chunks, so that a merge of what was before cannot pass for complete.
ALTER TABLE relecture.camera_result ADD COLUMN revision bigint NOT NULL DEFAULT 0;