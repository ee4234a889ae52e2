ALTER TABLE users
    -- Grows whenever what the account may do changes. Access tokens carry it, and those of an earlier version are refused.
    ADD COLUMN access_version integer NOT NULL DEFAULT 0,
    ADD COLUMN access_changed_at timestamptz;

-- Find the accounts whose tokens may still be about.
CREATE INDEX users_access_changed ON users (access_changed_at) WHERE access_changed_at IS NOT NULL;
CREATE INDEX erased_users_erased ON erased_users (erased_at);
