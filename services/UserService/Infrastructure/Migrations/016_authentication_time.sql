-- When the session's owner last gave the password (and a code): access tokens carry it. Null where nobody did, as in sessions that began
-- at an identity provider or before this column.
ALTER TABLE refresh_families ADD COLUMN authenticated_at timestamptz;
