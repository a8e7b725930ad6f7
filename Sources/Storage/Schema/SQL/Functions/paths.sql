-- `Track.sparsePath` of an encoded track: the first and last point, and at most five a second between them.
CREATE OR REPLACE FUNCTION relecture.sparse_path(body bytea, OUT path_at bigint[], OUT path_x integer[],
    OUT path_y integer[], OUT path_width integer[], OUT path_height integer[])
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
    IF get_byte(body, 0) <> 1 THEN
        RAISE EXCEPTION 'a track is stored in a form that this version does not know';
    END IF;
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
            -- The header: number, start, length, confidence, length of the name, number of points.
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
                -- The last point replaces one too close before it, unless that is the first.
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

-- Left, top, right and bottom of all foot points (the middle of the box's lower edge), in 1/20000 of the picture.
CREATE OR REPLACE FUNCTION relecture.foot_reach(x integer[], y integer[], width integer[], height integer[])
    RETURNS integer[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT CASE WHEN count(*) > 0 THEN
        ARRAY[min(2 * p.x + p.width), min(2 * (p.y + p.height)), max(2 * p.x + p.width), max(2 * (p.y + p.height))]
        ELSE '{}'::integer[] END
    FROM unnest(x, y, width, height) AS p (x, y, width, height));

-- A trigger, because coordinators older than these columns do not write them.
CREATE OR REPLACE FUNCTION relecture.add_path() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT p.* INTO NEW.path_at, NEW.path_x, NEW.path_y, NEW.path_width, NEW.path_height
        FROM relecture.sparse_path(NEW.body) p;
    NEW.reach := relecture.foot_reach(NEW.path_x, NEW.path_y, NEW.path_width, NEW.path_height);
    RETURN NEW;
END $$;
