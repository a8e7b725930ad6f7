ALTER TABLE relecture.requisition
    ADD COLUMN procedure text NOT NULL DEFAULT '',
    ADD COLUMN legal_basis text NOT NULL DEFAULT '',
    ADD COLUMN officer text NOT NULL DEFAULT '',
    ADD COLUMN magistrate text NOT NULL DEFAULT '',
    ADD COLUMN is_flagrance boolean NOT NULL DEFAULT false,
    ADD COLUMN ordered_on text NOT NULL DEFAULT '',
    ADD COLUMN purpose text NOT NULL DEFAULT '',
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN seal text NOT NULL DEFAULT '';

CREATE TABLE relecture.requisition_window (
    requisition_id uuid NOT NULL REFERENCES relecture.requisition,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (requisition_id, starts_at),
    CHECK (starts_at < ends_at)
);
INSERT INTO relecture.requisition_window SELECT id, window_start, window_end FROM relecture.requisition;

CREATE TABLE relecture.requisition_extension (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    requisition_id uuid NOT NULL REFERENCES relecture.requisition,
    at timestamptz NOT NULL DEFAULT now(),
    person text NOT NULL,
    ordered_by text NOT NULL CHECK (ordered_by ~ '\S'),
    reason text NOT NULL CHECK (reason ~ '\S'),
    changes text NOT NULL
);
CREATE INDEX extension_of_requisition ON relecture.requisition_extension (requisition_id, id);

-- What a review goes over does not grow when its requisition does: that takes another review.
CREATE TABLE relecture.review_window (
    review_id uuid NOT NULL REFERENCES relecture.review ON DELETE CASCADE,
    requisition_id uuid NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (review_id, starts_at),
    CHECK (starts_at < ends_at)
);
INSERT INTO relecture.review_window
    SELECT r.id, q.id, q.window_start, q.window_end
    FROM relecture.review r JOIN relecture.requisition q ON q.id = r.requisition_id;

CREATE FUNCTION relecture.is_in_force(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM relecture.requisition
    WHERE id = wanted AND state = 'open' AND (expires_at IS NULL OR expires_at > now()));

CREATE FUNCTION relecture.require_force() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT relecture.is_in_force(NEW.requisition_id) THEN
        RAISE EXCEPTION 'requisition % is not open, or has expired: % of % refused',
            NEW.requisition_id, lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'RL001';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION relecture.require_scope() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    foreign_chunk record;
BEGIN
    SELECT a.requisition_id, a.camera, a.starts_at, a.ends_at INTO foreign_chunk FROM added a
    WHERE NOT EXISTS (SELECT FROM relecture.requisition_camera c
            WHERE c.requisition_id = a.requisition_id AND c.camera = a.camera)
        OR NOT EXISTS (SELECT FROM relecture.requisition_window w WHERE w.requisition_id = a.requisition_id
            AND w.starts_at <= a.starts_at AND a.ends_at <= w.ends_at)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'requisition % does not cover camera % from % to %', foreign_chunk.requisition_id,
            foreign_chunk.camera, foreign_chunk.starts_at, foreign_chunk.ends_at USING ERRCODE = 'RL002';
    END IF;
    SELECT a.requisition_id INTO foreign_chunk
    FROM (SELECT DISTINCT requisition_id FROM added) a WHERE NOT relecture.is_in_force(a.requisition_id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'requisition % is not open, or has expired: insert of chunk refused',
            foreign_chunk.requisition_id USING ERRCODE = 'RL001';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION relecture.keep_place() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.requisition_id, NEW.review_id, NEW.camera, NEW.starts_at, NEW.ends_at)
        IS DISTINCT FROM (OLD.requisition_id, OLD.review_id, OLD.camera, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'chunk % stays where it was planned', OLD.id USING ERRCODE = 'RL002';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER recording_in_force BEFORE INSERT ON relecture.recording
    FOR EACH ROW EXECUTE FUNCTION relecture.require_force();
CREATE TRIGGER review_in_force BEFORE INSERT ON relecture.review
    FOR EACH ROW EXECUTE FUNCTION relecture.require_force();
CREATE TRIGGER chunk_in_scope AFTER INSERT ON relecture.chunk
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION relecture.require_scope();
CREATE TRIGGER chunk_in_place BEFORE UPDATE OF requisition_id, review_id, camera, starts_at, ends_at
    ON relecture.chunk FOR EACH ROW EXECUTE FUNCTION relecture.keep_place();
CREATE TRIGGER claim_in_force BEFORE UPDATE ON relecture.chunk
    FOR EACH ROW WHEN (NEW.state = 'running' AND (OLD.state <> 'running' OR NEW.epoch <> OLD.epoch))
    EXECUTE FUNCTION relecture.require_force();
ALTER TABLE relecture.recording ENABLE ALWAYS TRIGGER recording_in_force;
ALTER TABLE relecture.review ENABLE ALWAYS TRIGGER review_in_force;
ALTER TABLE relecture.chunk ENABLE ALWAYS TRIGGER chunk_in_scope, ENABLE ALWAYS TRIGGER chunk_in_place,
    ENABLE ALWAYS TRIGGER claim_in_force;