CREATE OR REPLACE FUNCTION relecture.is_in_force(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM relecture.requisition
    WHERE id = wanted AND state = 'open' AND (expires_at IS NULL OR expires_at > now()));

-- Locks a chunk's requisition before the chunk: closing a requisition locks in the same order.
CREATE OR REPLACE FUNCTION relecture.hold(requisition uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.requisition q WHERE q.id = $1 FOR KEY SHARE;
END $$;

-- Keeps a review from being paused or cancelled during a claim. False if that is happening now: it may take minutes,
-- and a worker does not wait for it.
CREATE OR REPLACE FUNCTION relecture.hold_review(review uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM relecture.review r WHERE r.id = $1 FOR SHARE SKIP LOCKED;
    RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION relecture.hold_review FROM PUBLIC;

CREATE OR REPLACE FUNCTION relecture.require_force() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- The lock keeps the requisition from being suspended or closed until this transaction ends.
    PERFORM FROM relecture.requisition WHERE id = NEW.requisition_id AND state = 'open'
        AND (expires_at IS NULL OR expires_at > now()) FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'requisition % is not open, or has expired: % of % refused',
            NEW.requisition_id, lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'RL001';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION relecture.require_scope() RETURNS trigger
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

CREATE OR REPLACE FUNCTION relecture.keep_place() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.requisition_id, NEW.review_id, NEW.camera, NEW.starts_at, NEW.ends_at)
        IS DISTINCT FROM (OLD.requisition_id, OLD.review_id, OLD.camera, OLD.starts_at, OLD.ends_at) THEN
        RAISE EXCEPTION 'chunk % stays where it was planned', OLD.id USING ERRCODE = 'RL002';
    END IF;
    RETURN NEW;
END $$;

-- A trigger, because programs older than the table start reviews without naming cameras.
CREATE OR REPLACE FUNCTION relecture.keep_cameras() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO relecture.review_camera (requisition_id, review_id, camera)
        SELECT NEW.requisition_id, NEW.id, q.camera FROM relecture.requisition_camera q
        WHERE q.requisition_id = NEW.requisition_id;
    RETURN NULL;
END $$;
