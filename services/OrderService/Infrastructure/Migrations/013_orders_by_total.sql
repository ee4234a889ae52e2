-- Outside a transaction: orders are placed meanwhile.
-- For lists of orders above an amount, where few are.
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_by_total ON orders (total);
