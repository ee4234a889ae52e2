-- Filters of the back office that a person has given names.
CREATE TABLE saved_views (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    page        text NOT NULL,
    name        text NOT NULL,
    -- The query of the page's address.
    query       text NOT NULL,
    UNIQUE (user_id, page, name)
);
