CREATE TABLE relecture.tracklet (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    chunk_id bigint NOT NULL,
    epoch integer NOT NULL,
    camera text NOT NULL,
    cell bigint NOT NULL,
    ordinal integer NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (requisition_id, chunk_id, epoch, ordinal)
) PARTITION BY LIST (requisition_id);
CREATE INDEX tracklet_of_camera ON relecture.tracklet (review_id, camera);

CREATE TABLE relecture.chunk_coverage (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    chunk_id bigint NOT NULL,
    epoch integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (requisition_id, chunk_id, epoch, starts_at)
) PARTITION BY LIST (requisition_id);

CREATE TABLE relecture.camera_result (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    camera text NOT NULL,
    clock text NOT NULL,
    is_complete boolean NOT NULL,
    chunks_merged integer NOT NULL,
    term bigint NOT NULL,
    merged_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (review_id, camera)
);

CREATE TABLE relecture.camera_coverage (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    camera text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
    PRIMARY KEY (requisition_id, review_id, camera, starts_at)
) PARTITION BY LIST (requisition_id);

CREATE TABLE relecture.camera_activity (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    camera text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
    PRIMARY KEY (requisition_id, review_id, camera, starts_at)
) PARTITION BY LIST (requisition_id);

CREATE TABLE relecture.camera_track (
    requisition_id uuid NOT NULL,
    review_id uuid NOT NULL,
    camera text NOT NULL,
    track integer NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    class text NOT NULL,
    confidence integer NOT NULL,
    first_box bigint[] NOT NULL,
    last_box bigint[] NOT NULL,
    body bytea NOT NULL,
    during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
    PRIMARY KEY (requisition_id, review_id, camera, track)
) PARTITION BY LIST (requisition_id);

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE INDEX camera_coverage_during ON relecture.camera_coverage USING gist (camera, during);
CREATE INDEX camera_activity_during ON relecture.camera_activity USING gist (camera, during);
CREATE INDEX camera_track_during ON relecture.camera_track USING gist (camera, during);

-- Results of a requisition go to partitions of its own, made when it is opened.
CREATE FUNCTION relecture.create_partitions(requisition uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['tracklet', 'chunk_coverage', 'camera_coverage', 'camera_activity',
        'camera_track']
    LOOP
        EXECUTE format('CREATE TABLE relecture.%I PARTITION OF relecture.%I FOR VALUES IN (%L)',
            parent || '_' || replace(requisition::text, '-', ''), parent, requisition);
    END LOOP;
END $$;