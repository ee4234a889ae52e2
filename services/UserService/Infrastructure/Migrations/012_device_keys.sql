-- Signs the tokens of devices on which the account signed in. Random (244 bits of two UUIDs), the account's own, and gone with it.
ALTER TABLE users
    ADD COLUMN device_key bytea NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
