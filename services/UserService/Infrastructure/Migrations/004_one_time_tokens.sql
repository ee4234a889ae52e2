-- Links that were mailed. A token is used by deleting it: of many who come with it at once, one does.
CREATE TABLE one_time_tokens (
    hash       bytea PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    purpose    text NOT NULL,
    -- Where the link was sent; it proves this address and no later one.
    email      text NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX one_time_tokens_user ON one_time_tokens (user_id);
-- Finds what the prune may delete.
CREATE INDEX one_time_tokens_expiry ON one_time_tokens (expires_at);
