CREATE TABLE relecture.delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    requisition_id uuid NOT NULL,
    recording_id uuid NOT NULL REFERENCES relecture.recording ON DELETE CASCADE,
    original_name text NOT NULL,
    delivered_by text NOT NULL DEFAULT '',
    delivered_at timestamptz,
    seal text NOT NULL DEFAULT '',
    medium text NOT NULL DEFAULT '',
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (recording_id, original_name, delivered_by, delivered_at, seal, medium)
);
CREATE INDEX delivery_of_requisition ON relecture.delivery (requisition_id);

CREATE TABLE relecture.export (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    requisition_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind ~ '\S'),
    -- Absolute, on the host.
    path text NOT NULL,
    host text NOT NULL,
    -- SHA-512 of tagmanifest-sha512.txt, hexadecimal.
    digest text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    recipient text NOT NULL
);
CREATE INDEX export_of_requisition ON relecture.export (requisition_id);