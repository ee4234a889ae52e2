-- Who somebody is at an identity provider.
CREATE TABLE external_logins (
    provider  text NOT NULL,
    subject   text NOT NULL,
    user_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (provider, subject)
);

CREATE INDEX external_logins_user ON external_logins (user_id);

-- Sign-ins that are at a provider at this moment. All that belongs together follows from the ticket, and this table knows only its hash.
CREATE TABLE sign_in_tickets (
    hash         bytea PRIMARY KEY,
    provider     text NOT NULL,
    redirect_uri text NOT NULL,
    expires_at   timestamptz NOT NULL
);

-- Finds what the prune may delete.
CREATE INDEX sign_in_tickets_expiry ON sign_in_tickets (expires_at);
