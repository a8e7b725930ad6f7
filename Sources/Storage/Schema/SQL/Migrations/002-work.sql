CREATE TABLE relecture.review (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requisition_id uuid NOT NULL REFERENCES relecture.requisition,
    profile_name text NOT NULL,
    profile_digest text NOT NULL,
    profile text NOT NULL,
    chunk_length text NOT NULL,
    urgency smallint NOT NULL DEFAULT 1 CHECK (urgency BETWEEN 0 AND 2),
    state text NOT NULL DEFAULT 'running'
        CHECK (state IN ('running', 'complete', 'complete-with-holes', 'cancelled')),
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    UNIQUE (id, requisition_id),
    CHECK ((state = 'running') = (finished_at IS NULL))
);
CREATE INDEX review_running ON relecture.review (urgency, created_at) WHERE state = 'running';

CREATE TABLE relecture.chunk (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    review_id uuid NOT NULL,
    requisition_id uuid NOT NULL,
    camera text NOT NULL,
    ordinal integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'ready'
        CHECK (state IN ('ready', 'running', 'done', 'quarantined', 'skipped', 'cancelled')),
    epoch integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    owner text,
    owner_incarnation uuid,
    lease_until timestamptz,
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    dispatched_at timestamptz,
    dispatches integer NOT NULL DEFAULT 0,
    started_at timestamptz,
    finished_at timestamptz,
    progress bigint NOT NULL DEFAULT 0,
    failure text,
    frames_analysed bigint,
    frames_outside bigint,
    FOREIGN KEY (review_id, requisition_id) REFERENCES relecture.review (id, requisition_id),
    UNIQUE (review_id, ordinal),
    CHECK (starts_at < ends_at),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'quarantined', 'skipped', 'cancelled')) = (finished_at IS NOT NULL)),
    CHECK (state <> 'quarantined' OR failure IS NOT NULL)
);
CREATE INDEX chunk_waiting ON relecture.chunk (review_id, ordinal) WHERE state = 'ready';
CREATE INDEX chunk_dispatched ON relecture.chunk (dispatched_at)
    WHERE state = 'ready' AND dispatched_at IS NOT NULL;
CREATE INDEX chunk_leased ON relecture.chunk (lease_until) WHERE state = 'running';
CREATE INDEX chunk_of_camera ON relecture.chunk (review_id, camera, starts_at);

-- What became of each claim: the evidence behind retries and quarantine.
CREATE TABLE relecture.attempt (
    chunk_id bigint NOT NULL REFERENCES relecture.chunk ON DELETE CASCADE,
    epoch integer NOT NULL,
    worker text NOT NULL,
    host text NOT NULL,
    build text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome text CHECK (outcome IN ('done', 'failed', 'released', 'lost')),
    detail text,
    PRIMARY KEY (chunk_id, epoch)
);

CREATE TABLE relecture.worker (
    name text PRIMARY KEY,
    incarnation uuid NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    build text NOT NULL,
    slots integer NOT NULL,
    busy integer NOT NULL DEFAULT 0,
    desired text NOT NULL DEFAULT 'work' CHECK (desired IN ('work', 'drain')),
    state text NOT NULL DEFAULT 'up' CHECK (state IN ('up', 'stopped')),
    started_at timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    chunks_done bigint NOT NULL DEFAULT 0,
    footage_done interval NOT NULL DEFAULT '0',
    busy_time interval NOT NULL DEFAULT '0'
);

CREATE TABLE relecture.leadership (
    role text PRIMARY KEY,
    leader text NOT NULL,
    term bigint NOT NULL,
    lease_until timestamptz NOT NULL
);