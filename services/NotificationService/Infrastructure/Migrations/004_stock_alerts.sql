CREATE TABLE skus (
    sku text PRIMARY KEY,
    product_id uuid NOT NULL,
    product_version bigint NOT NULL,
    name text NOT NULL,
    published boolean NOT NULL,
    price numeric NOT NULL,
    currency text NOT NULL,
    available integer NOT NULL,
    stock_version bigint NOT NULL
);

CREATE INDEX skus_of_product ON skus (product_id);

CREATE TABLE stock_alerts (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    sku text NOT NULL,
    created_at timestamptz NOT NULL,
    -- It has been told; it is told once.
    fired_at timestamptz
);

CREATE UNIQUE INDEX stock_alerts_waiting ON stock_alerts (user_id, sku) WHERE fired_at IS NULL;
CREATE INDEX stock_alerts_of_sku ON stock_alerts (sku) WHERE fired_at IS NULL;
