-- A guest buys without registering. Nobody has proved the address, so it is a pending one and the account has no email: it is found by no
-- login, reset or provider, it blocks no registration, and many guests may share one. Proving the address makes a normal account of it.
ALTER TABLE users
    ALTER COLUMN email DROP NOT NULL,
    ADD CONSTRAINT users_address CHECK (email IS NOT NULL OR pending_email IS NOT NULL);

-- The back office finds guests by the beginning of their address,
CREATE INDEX users_guest_address ON users (pending_email COLLATE "C") WHERE email IS NULL;
-- and the prune those who are old.
CREATE INDEX users_guest_created ON users (created_at) WHERE email IS NULL;
