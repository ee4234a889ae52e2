CREATE TABLE addresses (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name        text NOT NULL,
    street      text NOT NULL,
    city        text NOT NULL,
    postal_code text NOT NULL,
    country     text NOT NULL,
    is_default  boolean NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE INDEX addresses_user ON addresses (user_id);
-- At most one is the default.
CREATE UNIQUE INDEX addresses_default ON addresses (user_id) WHERE is_default;
