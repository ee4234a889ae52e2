-- What the events told of each product, whatever their order: of each part the highest version counts. Indexes are made of it.
CREATE TABLE products (
    id uuid PRIMARY KEY,
    -- The catalogue's; 0: not heard of it yet. A deleted product keeps its row, so that an older change that comes late does not bring it back.
    version bigint NOT NULL DEFAULT 0,
    deleted boolean NOT NULL DEFAULT false,
    -- The product-changed.v1 of that version.
    details jsonb,
    told_at timestamptz NOT NULL DEFAULT now(),
    rating_version bigint NOT NULL DEFAULT 0,
    rating_count integer NOT NULL DEFAULT 0,
    rating_average numeric(3, 2) NOT NULL DEFAULT 0,
    sold bigint NOT NULL DEFAULT 0,
    -- Grows with each change of the row or of the stock of its SKUs; an index takes no older one over a newer one.
    revision bigint NOT NULL DEFAULT 1,
    indexed_revision bigint NOT NULL DEFAULT 0
)
WITH (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 80);

-- What the indexer has to do.
CREATE INDEX products_to_index ON products (id) WHERE revision > indexed_revision;

CREATE TABLE stock (
    sku text COLLATE "C" PRIMARY KEY,
    available integer NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE category_names (
    path text COLLATE "C" PRIMARY KEY,
    name text NOT NULL
);

-- Each order counts once among what sold, however often it is told of; one that was cancelled does not count, also when that is heard first.
CREATE TABLE sales (
    order_id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('Confirmed', 'Cancelled')),
    at timestamptz NOT NULL
);

CREATE FUNCTION products_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY products_to_index;
    RETURN NULL;
END $$;

CREATE TRIGGER products_inserted AFTER INSERT ON products FOR EACH STATEMENT EXECUTE FUNCTION products_notify();
CREATE TRIGGER products_changed AFTER UPDATE OF revision ON products FOR EACH STATEMENT EXECUTE FUNCTION products_notify();

-- The versions of the index, in either engine: one answers, and while it is rebuilt a second one is written as well.
CREATE TABLE indexes (
    name text PRIMARY KEY,
    engine text NOT NULL,
    state text NOT NULL CHECK (state IN ('Building', 'Live', 'Retired')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX indexes_one_of_each ON indexes (engine, state) WHERE state <> 'Retired';
CREATE SEQUENCE index_versions;

CREATE TABLE rebuilds (
    id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('Requested', 'Reading', 'Indexing', 'Done', 'Failed')),
    index_name text,
    read integer NOT NULL DEFAULT 0,
    indexed integer NOT NULL DEFAULT 0,
    removed integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    size_bytes bigint,
    error text,
    requested_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz
);
-- One at a time, over all replicas.
CREATE UNIQUE INDEX rebuilds_one_active ON rebuilds ((true)) WHERE state IN ('Requested', 'Reading', 'Indexing');
