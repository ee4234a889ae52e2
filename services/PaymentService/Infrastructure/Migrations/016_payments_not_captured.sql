-- Outside a transaction: orders are paid meanwhile.
-- For lists of payments that are at odds, which are few.
DROP INDEX CONCURRENTLY IF EXISTS payments_not_captured;
CREATE INDEX CONCURRENTLY payments_not_captured ON payments (status, id) WHERE status <> 'Captured';
