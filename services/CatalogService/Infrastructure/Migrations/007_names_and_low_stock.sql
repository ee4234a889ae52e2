CREATE EXTENSION IF NOT EXISTS pg_trgm;
-- Staff find products by any part of their name,
CREATE INDEX products_by_part_of_name ON products USING gin (sort_name gin_trgm_ops);
-- and see what runs out, the fewest first.
CREATE INDEX stock_by_available ON stock (available, sku) WHERE product_id IS NOT NULL;
