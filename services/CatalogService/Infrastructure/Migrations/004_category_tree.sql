-- Until now a product's category was a name of its own: each becomes a root category, and the product names its slug.
CREATE TABLE categories (
    slug text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    parent text COLLATE "C" REFERENCES categories (slug),
    sort_order integer NOT NULL DEFAULT 0,
    CHECK (parent <> slug)
);

CREATE INDEX categories_by_parent ON categories (parent);

CREATE FUNCTION pg_temp.slug_of(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT trim(both '-' FROM trim(both '-' FROM regexp_replace(translate(name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '[^a-z0-9]+', '-', 'g'))
        || CASE WHEN name ~ '[^\x01-\x7f]' OR name !~ '[A-Za-z0-9]' THEN '-' || left(encode(sha256(convert_to(name, 'UTF8')), 'hex'), 8) ELSE '' END)
$$;

INSERT INTO categories (slug, name)
SELECT pg_temp.slug_of(category), min(category) FROM products GROUP BY 1;

UPDATE products SET document = document
    || jsonb_build_object('category', pg_temp.slug_of(document ->> 'category'))
    || '{"attributes": {}, "images": []}';

-- No product without its category, whoever deletes one.
ALTER TABLE products ADD FOREIGN KEY (category) REFERENCES categories (slug);

-- When the product must be written anew: a sale begins or ends, or its category has another name or place.
ALTER TABLE products ADD COLUMN refresh_at timestamptz;
CREATE INDEX products_by_refresh ON products (refresh_at) WHERE refresh_at IS NOT NULL;
