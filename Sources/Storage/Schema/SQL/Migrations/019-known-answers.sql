CREATE TABLE relecture.known_answer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    camera text NOT NULL CHECK (camera ~ '\S'),
    light text NOT NULL CHECK (light ~ '\S'),
    path text NOT NULL,
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    -- Microseconds.
    length bigint NOT NULL CHECK (length > 0),
    labels jsonb NOT NULL,
    presences integer NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    added_by text NOT NULL
);

CREATE TABLE relecture.known_answer_result (
    review_id uuid NOT NULL,
    requisition_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    camera text NOT NULL,
    light text NOT NULL,
    -- Of the labels, and how many of them were found.
    presences integer NOT NULL,
    found integer NOT NULL CHECK (found BETWEEN 0 AND presences),
    -- Microseconds: of labelled presence, of that what was found, of footage that was analysed.
    present bigint NOT NULL,
    overlap bigint NOT NULL,
    analysed bigint NOT NULL,
    false_alarms integer NOT NULL,
    build text NOT NULL,
    measured_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (review_id, sha256),
    FOREIGN KEY (review_id, requisition_id) REFERENCES relecture.review (id, requisition_id) ON DELETE CASCADE
);