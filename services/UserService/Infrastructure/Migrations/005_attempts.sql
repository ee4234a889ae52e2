-- What may be tried only so often, such as a password of an account. The key is a hash of what and who: it tells nobody's address,
-- and is there for people who have an account and for those who have none.
CREATE TABLE attempts (
    key        bytea PRIMARY KEY,
    count      integer NOT NULL,
    since      timestamptz NOT NULL,
    -- Null after a free attempt.
    held_until timestamptz
);

-- Finds what the prune may delete.
CREATE INDEX attempts_since ON attempts (since);

-- The wait after an attempt: none, that is null, for the free ones, then twice as long each time.
CREATE FUNCTION attempt_delay(count integer, free integer, first interval, longest interval) RETURNS interval
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN count >= free THEN least(longest, first * 2 ^ least(count - free, 20)) END;
