-- A product is one document; the columns beside it exist only to be sorted and filtered by.
CREATE TABLE products (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    document jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Lower case by the service, so that a cursor and the database agree on the order.
    sort_name text COLLATE "C" NOT NULL,
    lowest_price numeric NOT NULL,
    category text NOT NULL GENERATED ALWAYS AS (document ->> 'category') STORED,
    brand text NOT NULL GENERATED ALWAYS AS (document ->> 'brand') STORED,
    published boolean NOT NULL GENERATED ALWAYS AS ((document ->> 'published')::boolean) STORED
);

CREATE INDEX products_by_name ON products (sort_name, id);
CREATE INDEX products_by_price ON products (lowest_price, id);
CREATE INDEX products_by_category ON products (category, sort_name, id);
CREATE INDEX products_by_brand ON products (brand, sort_name, id);

-- A row outlives its product (product_id becomes null): orders may still hold or have bought its pieces.
CREATE TABLE stock (
    sku text COLLATE "C" PRIMARY KEY,
    product_id uuid REFERENCES products (id),
    available integer NOT NULL DEFAULT 0 CHECK (available >= 0),
    reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold integer NOT NULL DEFAULT 0 CHECK (sold >= 0)
);

CREATE INDEX stock_by_product ON stock (product_id);

-- Every change of a stock row. Per SKU the sum of each column equals the row of stock.
CREATE TABLE stock_movements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text COLLATE "C" NOT NULL,
    available integer NOT NULL,
    reserved integer NOT NULL,
    sold integer NOT NULL,
    -- Pieces that came into or left the shop; 0 when they only changed their state.
    change integer NOT NULL GENERATED ALWAYS AS (available + reserved + sold) STORED,
    reason text NOT NULL,
    order_id uuid,
    at timestamptz NOT NULL
);

CREATE INDEX stock_movements_by_sku ON stock_movements (sku);
CREATE INDEX stock_movements_by_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;

CREATE TABLE reservations (
    order_id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('Held', 'Refused', 'Sold', 'CommitFailed', 'Lapsed', 'Cancelled')),
    short_skus text[] NOT NULL,
    expires_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX reservations_lapsing ON reservations (expires_at) WHERE state = 'Held';

CREATE TABLE reservation_lines (
    order_id uuid NOT NULL REFERENCES reservations (order_id) ON DELETE CASCADE,
    sku text COLLATE "C" NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, sku)
);

-- The answer that a stock adjustment got, kept for its repetition.
CREATE TABLE stock_adjustments (
    caller uuid NOT NULL,
    key text NOT NULL,
    sku text NOT NULL,
    change integer NOT NULL,
    reason text NOT NULL,
    available integer NOT NULL,
    reserved integer NOT NULL,
    sold integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
