-- Who moved the order on. Null in history from before, and where a replica of the version before writes it.
ALTER TABLE order_history
    ADD COLUMN actor text,
    ADD COLUMN actor_id uuid;

-- Who did what about returns and refunds, which change no status. What it was about is in the order alone, so that it is erased there.
CREATE TABLE order_activities (
    order_id uuid NOT NULL REFERENCES orders (id),
    kind text NOT NULL,
    -- The return or the refund.
    subject_id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL CHECK (actor IN ('Customer', 'Staff', 'Shop')),
    actor_id uuid,
    PRIMARY KEY (order_id, kind, subject_id)
);

-- What staff tell each other about an order. It may name persons: it goes with the buyer's personal data.
CREATE TABLE order_notes (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id),
    at timestamptz NOT NULL,
    actor_id uuid NOT NULL,
    text text NOT NULL
);

CREATE INDEX order_notes_of_order ON order_notes (order_id, id);
