-- Messages that no retry could process, kept until an operator replays or discards them.
CREATE TABLE dead_letters (
    id uuid PRIMARY KEY,
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    -- The CloudEvents attributes; absent when the message had none that could be read.
    event_id uuid,
    type text,
    source text,
    occurred_at timestamptz,
    key bytea,
    value bytea,
    reason text NOT NULL,
    exception text NOT NULL,
    failed_at timestamptz NOT NULL
);
-- One letter per event, however often it comes again.
CREATE UNIQUE INDEX dead_letters_event ON dead_letters (consumer, event_id);
