-- Outside a transaction: orders are placed meanwhile.
-- For lists of orders above an amount, where few are.
DROP INDEX CONCURRENTLY IF EXISTS orders_by_total;
CREATE INDEX CONCURRENTLY orders_by_total ON orders (total);
