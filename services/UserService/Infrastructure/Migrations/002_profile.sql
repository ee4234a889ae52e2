ALTER TABLE users
    ADD COLUMN email_verified_at timestamptz,
    -- An address that the owner has yet to prove; then it becomes the email.
    ADD COLUMN pending_email text,
    ADD COLUMN locale text,
    ADD COLUMN disabled_at timestamptz,
    -- Grows with every new password and every disabling: a sign-in that began before does not become a session after.
    ADD COLUMN credential_version integer NOT NULL DEFAULT 0,
    -- Null for who signs in through a provider only.
    ALTER COLUMN password_hash DROP NOT NULL;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
-- The back office finds people by any part of their name,
CREATE INDEX users_name ON users USING gin (lower(name) gin_trgm_ops);
-- and by what they may do.
CREATE INDEX users_roles ON users USING gin (roles);
