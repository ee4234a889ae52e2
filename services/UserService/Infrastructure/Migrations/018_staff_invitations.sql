-- Invitations of staff that wait for an answer: accepting or withdrawing one deletes it.
CREATE TABLE staff_invitations (
    id         uuid PRIMARY KEY,
    -- Normalised as in users. An address is invited once at a time.
    email      text COLLATE "C" NOT NULL CONSTRAINT staff_invitations_email UNIQUE,
    -- What accepting it gives.
    roles      text[] NOT NULL,
    -- Of the mail; null where none was chosen.
    locale     text,
    -- Who must still be allowed to give these roles when it is accepted.
    invited_by uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    -- Of the link that was mailed last: the earlier ones are worth nothing.
    hash       bytea NOT NULL CONSTRAINT staff_invitations_hash UNIQUE,
    expires_at timestamptz NOT NULL
);

CREATE INDEX staff_invitations_inviter ON staff_invitations (invited_by);
-- Finds what the prune may delete.
CREATE INDEX staff_invitations_expiry ON staff_invitations (expires_at);
