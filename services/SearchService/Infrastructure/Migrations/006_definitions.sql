-- What an index holds changes with the service. A live index of an older definition serves until the leader has replaced it, from the projection.
ALTER TABLE indexes ADD COLUMN definition integer NOT NULL DEFAULT 1;

-- In a new shop there is nothing to replace.
UPDATE indexes SET definition = 2 WHERE NOT EXISTS (SELECT FROM products);
