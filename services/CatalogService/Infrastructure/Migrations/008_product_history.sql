-- Who changed a product, when and how; it outlives the product. The version makes the order, and one entry a change.
CREATE TABLE product_history (
    product_id uuid NOT NULL,
    version bigint NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor_id uuid NOT NULL,
    action text NOT NULL,
    changes jsonb NOT NULL,
    PRIMARY KEY (product_id, version)
);
