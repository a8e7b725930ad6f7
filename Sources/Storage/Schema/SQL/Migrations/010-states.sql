ALTER TABLE relecture.requisition DROP CONSTRAINT requisition_state_check;
ALTER TABLE relecture.requisition ADD CONSTRAINT requisition_state_check
    CHECK (state IN ('open', 'suspended', 'closed', 'erased'));

CREATE FUNCTION relecture.gather_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ANALYZE relecture.chunk;
END $$;

-- The order of what waits in a form that no other index has: the one over all ordinals of a review looks as good to a
-- planner that knows how many rows there are, and passes over all that is done.
DROP INDEX relecture.chunk_waiting;
CREATE INDEX chunk_waiting ON relecture.chunk (review_id, store, not_before, (ordinal::bigint))
    WHERE state = 'ready' AND dispatched_at IS NULL;