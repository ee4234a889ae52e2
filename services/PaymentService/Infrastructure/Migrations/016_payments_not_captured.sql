-- Outside a transaction: orders are paid meanwhile.
-- For lists of payments that are at odds, which are few.
CREATE INDEX CONCURRENTLY IF NOT EXISTS payments_not_captured ON payments (status, id) WHERE status <> 'Captured';
