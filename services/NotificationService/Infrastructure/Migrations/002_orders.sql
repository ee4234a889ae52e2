-- As much of an order as mails tell and other events leave out.
CREATE TABLE orders (
    order_id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    lines jsonb NOT NULL,
    total numeric NOT NULL,
    currency text NOT NULL,
    placed_at timestamptz NOT NULL
);

-- Whether a cart was left alone or its owner has bought since.
CREATE INDEX orders_of_user ON orders (user_id, placed_at);
