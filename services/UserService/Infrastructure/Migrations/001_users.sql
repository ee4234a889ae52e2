CREATE TABLE users (
    id            uuid PRIMARY KEY,
    -- Normalised (trimmed, lower case, ASCII); the C collation lets this one index serve both uniqueness and search by prefix.
    email         text COLLATE "C" NOT NULL CONSTRAINT users_email UNIQUE,
    name          text NOT NULL,
    password_hash text NOT NULL,
    roles         text[] NOT NULL,
    created_at    timestamptz NOT NULL
);

-- A family is one sign-in: the chain of refresh tokens that followed from it. It ends as a whole.
CREATE TABLE refresh_families (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);

CREATE INDEX refresh_families_user ON refresh_families (user_id);
-- Finds what the prune may delete.
CREATE INDEX refresh_families_expiry ON refresh_families (expires_at);

-- Used tokens stay until their family expires: that is how reuse is recognised.
CREATE TABLE refresh_tokens (
    hash       bytea PRIMARY KEY,
    family_id  uuid NOT NULL REFERENCES refresh_families ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);

-- Shared by all replicas. The newest key signs; every key here is published.
CREATE TABLE signing_keys (
    id          text PRIMARY KEY,
    private_key text NOT NULL,
    created_at  timestamptz NOT NULL
);
