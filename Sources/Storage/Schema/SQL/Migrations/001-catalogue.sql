CREATE SCHEMA relecture;

CREATE TABLE relecture.requisition (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    reference text NOT NULL CHECK (reference ~ '\S'),
    authority text NOT NULL CHECK (authority ~ '\S'),
    window_start timestamptz NOT NULL,
    window_end timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_at timestamptz NOT NULL DEFAULT now(),
    CHECK (window_start < window_end)
);

CREATE TABLE relecture.requisition_camera (
    requisition_id uuid NOT NULL REFERENCES relecture.requisition,
    camera text NOT NULL CHECK (camera ~ '\S'),
    PRIMARY KEY (requisition_id, camera)
);

CREATE TABLE relecture.recording (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requisition_id uuid NOT NULL,
    camera text NOT NULL,
    store text NOT NULL,
    path text NOT NULL,
    original_name text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    modified bigint NOT NULL,
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    block_digests bytea NOT NULL,
    container text NOT NULL,
    codec text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    frames bigint NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    clock text NOT NULL,
    clock_text text NOT NULL,
    time_source text NOT NULL CHECK (time_source IN ('container', 'repaired', 'synthesised')),
    -- Microseconds since 1970.
    run_starts bigint[] NOT NULL,
    run_ends bigint[] NOT NULL,
    damage_starts bigint[] NOT NULL,
    damage_ends bigint[] NOT NULL,
    damage_reasons text[] NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (requisition_id, camera) REFERENCES relecture.requisition_camera,
    UNIQUE (requisition_id, camera, sha256),
    CHECK (starts_at <= ends_at)
);

-- Apart from the catalogue row, so that listing footage does not read megabytes.
CREATE TABLE relecture.frame_index (
    recording_id uuid PRIMARY KEY REFERENCES relecture.recording ON DELETE CASCADE,
    bytes bytea NOT NULL
);
ALTER TABLE relecture.frame_index ALTER COLUMN bytes SET STORAGE EXTERNAL;