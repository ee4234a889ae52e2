-- What a consumer group has handled: written in the transaction of the handler's work.
CREATE TABLE inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    handled_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);
-- Pruning.
CREATE INDEX inbox_handled_at ON inbox (handled_at);
