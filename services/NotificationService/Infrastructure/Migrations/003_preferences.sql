-- Only what somebody chose; all else is as the kind of message has it.
CREATE TABLE preferences (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    enabled boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, kind, channel)
);

CREATE TABLE phones (
    user_id uuid PRIMARY KEY,
    -- Null until one was proved.
    number text,
    -- The one that is being proved, by a code of which only a hash is kept.
    pending_number text,
    code_hash bytea,
    code_expires_at timestamptz,
    code_tries integer NOT NULL DEFAULT 0,
    -- Codes cost money: they are counted.
    codes_sent integer NOT NULL DEFAULT 0,
    codes_since timestamptz NOT NULL
);

-- Events of an erased person may still be under way.
CREATE TABLE erased_users (
    user_id uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL
);
