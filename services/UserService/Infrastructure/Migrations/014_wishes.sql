CREATE TABLE wishes (
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Of the catalogue, which alone knows whether it is still there.
    product_id  uuid NOT NULL,
    added_at    timestamptz NOT NULL,
    PRIMARY KEY (user_id, product_id)
);
