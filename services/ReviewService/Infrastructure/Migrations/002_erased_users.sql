-- Whose account was erased: their token lives on for a while, and events of theirs may still be under way.
CREATE TABLE erased_users (
    user_id uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL
);
