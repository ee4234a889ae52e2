-- A message to a person, by one channel. Its text is made when it is sent: it goes to the address of that day, in the language of that day.
CREATE TABLE messages (
    id uuid PRIMARY KEY,
    -- What it is sent for, such as event:ID or order:ID. The same cause never makes a second message.
    cause text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL CHECK (channel IN ('email', 'sms')),
    -- Null until it is known whose the order is.
    user_id uuid,
    order_id uuid,
    -- What the text is made of; null once it is erased.
    data jsonb,
    status text NOT NULL CHECK (status IN ('Pending', 'Sending', 'Sent', 'Failed', 'Unknown', 'Suppressed', 'Expired')),
    due_at timestamptz NOT NULL,
    -- Worth nothing to anybody after this.
    not_after timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    -- Tries before somebody had it sent again: those do not count against it.
    resent_after integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    -- Set just before the server is told to take the message over: from here on it may have it.
    handed_over_at timestamptz,
    reason text,
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    UNIQUE (cause, kind, channel)
) WITH (fillfactor = 80);

CREATE INDEX messages_due ON messages (due_at) WHERE status = 'Pending';
CREATE INDEX messages_leased ON messages (lease_until) WHERE status = 'Sending';
CREATE INDEX messages_of_user ON messages (user_id, id);
-- What waits for people to look at.
CREATE INDEX messages_failed ON messages (id) WHERE status IN ('Failed', 'Unknown');
-- Pruning.
CREATE INDEX messages_settled ON messages (settled_at) WHERE settled_at IS NOT NULL;

CREATE FUNCTION messages_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY messages;
    RETURN NULL;
END $$;

CREATE TRIGGER messages_notify AFTER INSERT ON messages FOR EACH STATEMENT EXECUTE FUNCTION messages_notify();
