CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TEXT SEARCH CONFIGURATION shop (COPY = english);
ALTER TEXT SEARCH CONFIGURATION shop ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_part, hword_asciipart, hword_numpart
    WITH unaccent, english_stem;

-- Queries take milliseconds: compiling one, or starting workers for it, would take longer.
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
    EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 0', current_database());
    EXECUTE format('ALTER DATABASE %I SET plan_cache_mode = force_custom_plan', current_database());
END $$;

-- A facet's value, such as brand=Fellgate, by the number that stands for it in the arrays of an index.
CREATE TABLE facet_terms (
    id bigint PRIMARY KEY,
    term text NOT NULL
);

-- What is matched, ranked, filtered, counted and sorted by stands in narrow rows; what is shown in rows of their own.
CREATE FUNCTION create_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql$
        CREATE TABLE %I (
            id uuid PRIMARY KEY,
            revision bigint NOT NULL,
            name_key text NOT NULL,
            text tsvector NOT NULL,
            facets bigint[] NOT NULL,
            price numeric NOT NULL,
            rating numeric NOT NULL,
            sold bigint NOT NULL,
            boost double precision NOT NULL)
        $sql$, 'matching_' || version);
    EXECUTE format('CREATE TABLE %I (id uuid PRIMARY KEY, words text[] NOT NULL, document jsonb NOT NULL)', 'shown_' || version);
    EXECUTE format('CREATE TABLE %I (word text COLLATE "C" PRIMARY KEY, products integer NOT NULL DEFAULT 1)', 'words_' || version);
END $$;

-- Made once most rows are in: that takes a fraction of the time.
CREATE FUNCTION finish_index(version text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    matching text := 'matching_' || version;
    words text := 'words_' || version;
BEGIN
    EXECUTE format('CREATE INDEX ON %I USING gin (text) WITH (fastupdate = off)', matching);
    EXECUTE format('CREATE INDEX ON %I USING gin (facets) WITH (fastupdate = off)', matching);
    EXECUTE format('CREATE INDEX ON %I (price, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (rating, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (sold, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (boost, id)', matching);
    EXECUTE format('CREATE INDEX ON %I USING gin (word gin_trgm_ops)', words);
END $$;

-- How many products have each word, for telling rare words from common ones; words that none has any more go.
CREATE FUNCTION count_words(version text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    words text := 'words_' || version;
BEGIN
    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS SELECT ''::text AS word, 0 AS products WITH NO DATA;
    EXECUTE format('INSERT INTO counted SELECT word, count(*) FROM %I, unnest(words) AS word GROUP BY word', 'shown_' || version);
    EXECUTE format('DELETE FROM %I w WHERE NOT EXISTS (SELECT FROM counted c WHERE c.word = w.word)', words);
    EXECUTE format('UPDATE %I w SET products = c.products FROM counted c WHERE c.word = w.word AND c.products <> w.products', words);
    EXECUTE format('INSERT INTO %I SELECT word, products FROM counted ON CONFLICT (word) DO NOTHING', words);
END $$;

-- What queries read: swapped in one transaction, so that each sees one version.
CREATE FUNCTION show_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW live_matching AS SELECT * FROM %I', 'matching_' || version);
    EXECUTE format('CREATE OR REPLACE VIEW live_shown AS SELECT * FROM %I', 'shown_' || version);
    EXECUTE format('CREATE OR REPLACE VIEW live_words AS SELECT * FROM %I', 'words_' || version);
END $$;

CREATE FUNCTION drop_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS %I, %I, %I', 'matching_' || version, 'shown_' || version, 'words_' || version);
END $$;

-- From the first moment there is one to search in.
SELECT create_index('v0');
SELECT finish_index('v0');
SELECT show_index('v0');
INSERT INTO indexes (name, engine, state) VALUES ('v0', 'postgres', 'Live');
