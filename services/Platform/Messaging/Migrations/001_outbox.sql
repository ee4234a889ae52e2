CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    data json NOT NULL,
    occurred_at timestamptz NOT NULL,
    traceparent text,
    tracestate text,
    published_at timestamptz
)
-- Every row is updated once and deleted days later: dead entries at the front of the index cost each look at it.
WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500, fillfactor = 80);

-- The relay reads the oldest unpublished rows, and nothing else.
CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
-- Pruning.
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY outbox;
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
