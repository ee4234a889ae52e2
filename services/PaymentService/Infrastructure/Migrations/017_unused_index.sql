-- Outside a transaction: authorizations are made meanwhile.
-- The attempts are counted elsewhere since 015.
DROP INDEX CONCURRENTLY IF EXISTS authorizations_of_user;
