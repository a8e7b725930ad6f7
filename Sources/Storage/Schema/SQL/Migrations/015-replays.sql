-- Ten-thousandths of the chunks.
ALTER TABLE relecture.review ADD COLUMN double_share integer NOT NULL DEFAULT 0
    CHECK (double_share BETWEEN 0 AND 10000);

CREATE TABLE relecture.replay (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    chunk_id bigint NOT NULL,
    epoch integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    person text NOT NULL,
    host text NOT NULL,
    build text NOT NULL,
    is_equal boolean NOT NULL,
    stored_digest text NOT NULL,
    replayed_digest text NOT NULL,
    -- Empty where they are equal.
    difference text NOT NULL,
    FOREIGN KEY (review_id, requisition_id) REFERENCES relecture.review (id, requisition_id) ON DELETE CASCADE,
    CHECK (is_equal = (stored_digest = replayed_digest)),
    CHECK (is_equal = (difference = ''))
);
CREATE INDEX replay_of_review ON relecture.replay (review_id, chunk_id);