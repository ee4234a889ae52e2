-- Who did what to whom. No foreign keys: the trail outlives the accounts.
CREATE TABLE audit_entries (
    id         uuid PRIMARY KEY,
    subject_id uuid NOT NULL,
    -- Null where nobody was signed in.
    actor_id   uuid,
    action     text NOT NULL,
    detail     text,
    address    text,
    at         timestamptz NOT NULL
);

CREATE INDEX audit_entries_subject ON audit_entries (subject_id, id);
-- Finds what the prune may delete.
CREATE INDEX audit_entries_at ON audit_entries (at);
