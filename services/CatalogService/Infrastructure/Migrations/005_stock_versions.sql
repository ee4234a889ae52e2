-- The movements of a SKU are numbered; stock has the number of the last one.
ALTER TABLE stock ADD COLUMN version bigint NOT NULL DEFAULT 0;
ALTER TABLE stock_movements ADD COLUMN version bigint;

UPDATE stock_movements SET version = numbered.version
FROM (SELECT id, row_number() OVER (PARTITION BY sku ORDER BY id) AS version FROM stock_movements) AS numbered
WHERE stock_movements.id = numbered.id;

UPDATE stock SET version = counted.movements
FROM (SELECT sku, count(*) AS movements FROM stock_movements GROUP BY sku) AS counted
WHERE stock.sku = counted.sku;

ALTER TABLE stock_movements ALTER COLUMN version SET NOT NULL;
DROP INDEX stock_movements_by_sku;
-- The history of a SKU, by page.
CREATE UNIQUE INDEX stock_movements_by_version ON stock_movements (sku, version);
