-- SKUs that differ by case alone are spellings of one SKU, and one product may sell it. Products of before that share one keep their SKUs.
CREATE INDEX stock_by_folded_sku ON stock (lower(sku));

-- A row for all spellings of a SKU. Who gives one to a product locks it: two that do so at once may not see each other's rows of stock.
CREATE TABLE sku_locks (
    folded_sku text COLLATE "C" PRIMARY KEY
);
