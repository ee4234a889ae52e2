-- A second factor: codes of an authenticator app (TOTP, RFC 6238).
CREATE TABLE two_factors (
    user_id      uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    -- Encrypted where the service has a passphrase; its first byte tells.
    secret       bytea NOT NULL,
    -- Null until a code has shown that the app has the secret: sign-ins do not ask for one before.
    confirmed_at timestamptz,
    -- Of the code that was taken last: no code of it or of an earlier one is taken again.
    last_step    bigint NOT NULL DEFAULT 0
);

-- For whoever has lost the app. Each works once, by being deleted.
CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES two_factors ON DELETE CASCADE,
    hash    bytea NOT NULL,
    PRIMARY KEY (user_id, hash)
);
