-- All that is left of an account whose owner left: the id that orders know it by.
CREATE TABLE erased_users (
    id        uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL
);

-- Finds the entries that tell from where somebody acted, to blank them.
CREATE INDEX audit_entries_actor ON audit_entries (actor_id);
