-- `Track.sparsePath` of an encoded track: the first point, the last, and at most five a second between them.
CREATE FUNCTION relecture.sparse_path(body bytea, OUT path_at bigint[], OUT path_x integer[], OUT path_y integer[],
    OUT path_width integer[], OUT path_height integer[])
    LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place integer := 1;
    numbers bigint[] := '{}';
    number bigint;
    shift integer;
    byte integer;
    fields integer := 6;
    row bigint[] := '{0,0,0,0,0}';
    count integer := 0;
    name_length integer;
BEGIN
    IF get_byte(body, 0) <> 1 THEN RAISE EXCEPTION 'a track is stored in a form that this version does not know'; END IF;
    WHILE fields > 0 LOOP
        number := 0;
        shift := 0;
        LOOP
            byte := get_byte(body, place);
            place := place + 1;
            number := number | ((byte & 127)::bigint << shift);
            EXIT WHEN byte < 128;
            shift := shift + 7;
        END LOOP;
        numbers := numbers || (((number >> 1) & 9223372036854775807) # (-(number & 1)));
        fields := fields - 1;
        IF fields = 0 AND cardinality(numbers) = 6 AND name_length IS NULL THEN
            -- The head: number, start, length, confidence, length of the name, number of points.
            row[1] := numbers[2];
            name_length := numbers[5];
            place := place + name_length;
            count := numbers[6];
            numbers := '{}';
            fields := CASE WHEN count > 0 THEN 5 ELSE 0 END;
        ELSIF fields = 0 THEN
            FOR field IN 1..5 LOOP row[field] := row[field] + numbers[field]; END LOOP;
            numbers := '{}';
            count := count - 1;
            IF count > 0 THEN fields := 5; END IF;
            IF count = 0 AND cardinality(path_at) > 1 AND row[1] - path_at[cardinality(path_at)] < 200000
                AND row[1] > path_at[cardinality(path_at)] THEN
                -- The end replaces a point that lies too close before it, unless that is the start.
                path_at := trim_array(path_at, 1);
                path_x := trim_array(path_x, 1);
                path_y := trim_array(path_y, 1);
                path_width := trim_array(path_width, 1);
                path_height := trim_array(path_height, 1);
            END IF;
            IF path_at IS NULL OR row[1] - path_at[cardinality(path_at)] >= 200000 THEN
                path_at := path_at || row[1];
                path_x := path_x || row[2]::integer;
                path_y := path_y || row[3]::integer;
                path_width := path_width || row[4]::integer;
                path_height := path_height || row[5]::integer;
            END IF;
        END IF;
    END LOOP;
    path_at := coalesce(path_at, '{}');
    path_x := coalesce(path_x, '{}');
    path_y := coalesce(path_y, '{}');
    path_width := coalesce(path_width, '{}');
    path_height := coalesce(path_height, '{}');
END $$;

-- Left, top, right and bottom of all foot points, in twentieths of a thousandth: the middle of the box's lower edge.
CREATE FUNCTION relecture.foot_reach(x integer[], y integer[], width integer[], height integer[]) RETURNS integer[]
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT CASE WHEN count(*) > 0 THEN
        ARRAY[min(2 * p.x + p.width), min(2 * (p.y + p.height)), max(2 * p.x + p.width), max(2 * (p.y + p.height))]
        ELSE '{}'::integer[] END
    FROM unnest(x, y, width, height) AS p (x, y, width, height));

ALTER TABLE relecture.camera_track
    ADD COLUMN path_at bigint[],
    ADD COLUMN path_x integer[],
    ADD COLUMN path_y integer[],
    ADD COLUMN path_width integer[],
    ADD COLUMN path_height integer[],
    ADD COLUMN reach integer[];
UPDATE relecture.camera_track t SET path_at = p.path_at, path_x = p.path_x, path_y = p.path_y,
        path_width = p.path_width, path_height = p.path_height,
        reach = relecture.foot_reach(p.path_x, p.path_y, p.path_width, p.path_height)
    FROM relecture.camera_track o CROSS JOIN LATERAL relecture.sparse_path(o.body) p
    WHERE (o.requisition_id, o.review_id, o.camera, o.track) = (t.requisition_id, t.review_id, t.camera, t.track);
ALTER TABLE relecture.camera_track
    ALTER COLUMN path_at SET NOT NULL, ALTER COLUMN path_x SET NOT NULL, ALTER COLUMN path_y SET NOT NULL,
    ALTER COLUMN path_width SET NOT NULL, ALTER COLUMN path_height SET NOT NULL, ALTER COLUMN reach SET NOT NULL,
    ADD CHECK (cardinality(path_at) = cardinality(path_x) AND cardinality(path_at) = cardinality(path_y)
        AND cardinality(path_at) = cardinality(path_width) AND cardinality(path_at) = cardinality(path_height)),
    -- NULL for a track without points.
    ADD COLUMN foot_box box GENERATED ALWAYS AS (box(
        point(reach[1] / 20000.0::float8, reach[2] / 20000.0::float8),
        point(reach[3] / 20000.0::float8, reach[4] / 20000.0::float8))) STORED;

-- A coordinator of the version before, which still runs, knows nothing of these columns.
CREATE FUNCTION relecture.add_path() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT p.* INTO NEW.path_at, NEW.path_x, NEW.path_y, NEW.path_width, NEW.path_height
        FROM relecture.sparse_path(NEW.body) p;
    NEW.reach := relecture.foot_reach(NEW.path_x, NEW.path_y, NEW.path_width, NEW.path_height);
    RETURN NEW;
END $$;
CREATE TRIGGER add_path BEFORE INSERT ON relecture.camera_track
    FOR EACH ROW WHEN (NEW.path_at IS NULL) EXECUTE FUNCTION relecture.add_path();

CREATE INDEX camera_track_foot_box ON relecture.camera_track USING gist (camera, foot_box);
CREATE INDEX camera_track_starts ON relecture.camera_track (review_id, camera, starts_at);

-- What a camera's clock showed when it was truly another time. Applied when somebody asks; no stored time changes.
CREATE TABLE relecture.clock_anchor (
    requisition_id uuid NOT NULL,
    camera text NOT NULL,
    shown timestamptz NOT NULL CHECK (isfinite(shown)),
    true_at timestamptz NOT NULL CHECK (isfinite(true_at)),
    uncertainty interval NOT NULL CHECK (uncertainty >= '0' AND uncertainty < '1 year'),
    source text NOT NULL CHECK (source ~ '[^[:space:]]'),
    set_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (requisition_id, camera, shown),
    FOREIGN KEY (requisition_id, camera) REFERENCES relecture.requisition_camera ON DELETE CASCADE
);