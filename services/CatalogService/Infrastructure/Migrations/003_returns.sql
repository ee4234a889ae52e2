-- Pieces of a delivered order that came back: each return once.
CREATE TABLE returns (
    return_id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES reservations (order_id),
    received_at timestamptz NOT NULL
);

-- How many of a line came back, so that no order brings back more than it bought.
ALTER TABLE reservation_lines
    ADD COLUMN returned integer NOT NULL DEFAULT 0,
    ADD CHECK (returned BETWEEN 0 AND quantity);
