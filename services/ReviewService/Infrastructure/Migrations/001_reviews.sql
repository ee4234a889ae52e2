-- What the catalogue says: reviews are written of what it shows.
CREATE TABLE products (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    shown boolean NOT NULL
);

-- Who has had what delivered: their reviews are of a verified purchase.
CREATE TABLE deliveries (
    user_id uuid NOT NULL,
    product_id uuid NOT NULL,
    PRIMARY KEY (user_id, product_id)
);

-- The published reviews of a product, counted by stars. Its row is the lock of all of the product's reviews.
CREATE TABLE ratings (
    product_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    histogram integer[] NOT NULL DEFAULT '{0,0,0,0,0}' CHECK (cardinality(histogram) = 5 AND 0 <= ALL (histogram))
);

CREATE TABLE reviews (
    id uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES ratings (product_id),
    -- Null once the author's account was erased.
    author_id uuid,
    author_name text,
    stars integer NOT NULL CHECK (stars BETWEEN 1 AND 5),
    title text NOT NULL,
    text text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'published', 'rejected')),
    reason text,
    verified boolean NOT NULL,
    helpful integer NOT NULL CHECK (helpful >= 0),
    unhelpful integer NOT NULL CHECK (unhelpful >= 0),
    -- Since a moderator last looked at it.
    reports integer NOT NULL CHECK (reports >= 0),
    version bigint NOT NULL,
    written_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- One review per buyer and product.
    CONSTRAINT reviews_one_per_author UNIQUE (author_id, product_id)
);

-- A product's published reviews in each order of its list.
CREATE INDEX reviews_newest ON reviews (product_id, id) WHERE state = 'published';
CREATE INDEX reviews_by_helpfulness ON reviews (product_id, helpful, id) WHERE state = 'published';
CREATE INDEX reviews_by_stars ON reviews (product_id, stars, id) WHERE state = 'published';
-- What waits for a moderator.
CREATE INDEX reviews_by_state ON reviews (state, id) WHERE state <> 'published';

CREATE TABLE votes (
    review_id uuid NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    helpful boolean NOT NULL,
    PRIMARY KEY (review_id, user_id)
);
CREATE INDEX votes_by_user ON votes (user_id);

CREATE TABLE reports (
    review_id uuid NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    reason text NOT NULL,
    comment text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (review_id, user_id)
);
CREATE INDEX reports_by_user ON reports (user_id);

-- The moderators' list; without a row the one that the service brings along.
CREATE TABLE filter_words (
    id integer PRIMARY KEY CHECK (id = 1),
    version bigint NOT NULL,
    words text[] NOT NULL
);
