-- A query looks at every row that it matches, and shows a few: so the rows that are looked at are narrow enough to stay in memory. The words of the
-- description are only ever looked up in the index, and stand elsewhere; those of name, brand and labels are ranked by, and stand in the row.
CREATE OR REPLACE FUNCTION create_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql$
        CREATE TABLE %I (
            id uuid PRIMARY KEY,
            revision bigint NOT NULL,
            name_hash bigint NOT NULL,
            title tsvector STORAGE EXTERNAL NOT NULL,
            text tsvector STORAGE EXTERNAL NOT NULL,
            facets bigint[] STORAGE EXTERNAL NOT NULL,
            price numeric NOT NULL,
            rating numeric NOT NULL,
            sold bigint NOT NULL,
            boost double precision NOT NULL)
        WITH (toast_tuple_target = 600)
        $sql$, 'matching_' || version);
    EXECUTE format('CREATE TABLE %I (id uuid PRIMARY KEY, document jsonb NOT NULL)', 'shown_' || version);
    EXECUTE format('CREATE TABLE %I (id uuid PRIMARY KEY, revision bigint NOT NULL, words text[] NOT NULL)', 'spoken_' || version);
    EXECUTE format('CREATE TABLE %I (word text COLLATE "C" PRIMARY KEY, products integer NOT NULL DEFAULT 1)', 'words_' || version);
END $$;

CREATE OR REPLACE FUNCTION count_words(version text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    words text := 'words_' || version;
BEGIN
    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS SELECT ''::text AS word, 0 AS products WITH NO DATA;
    EXECUTE format('INSERT INTO counted SELECT word, count(*) FROM %I, unnest(words) AS word GROUP BY word', 'spoken_' || version);
    EXECUTE format('DELETE FROM %I w WHERE NOT EXISTS (SELECT FROM counted c WHERE c.word = w.word)', words);
    EXECUTE format('UPDATE %I w SET products = c.products FROM counted c WHERE c.word = w.word AND c.products <> w.products', words);
    EXECUTE format('INSERT INTO %I SELECT word, products FROM counted ON CONFLICT (word) DO NOTHING', words);
END $$;

CREATE OR REPLACE FUNCTION drop_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS %I, %I, %I, %I', 'matching_' || version, 'shown_' || version, 'spoken_' || version, 'words_' || version);
END $$;

-- What there is has other columns: it is made anew, of the ledger.
DROP VIEW live_matching, live_shown, live_words;
DO $$
DECLARE
    version text;
BEGIN
    FOR version IN DELETE FROM indexes WHERE engine = 'postgres' RETURNING name LOOP
        PERFORM drop_index(version);
    END LOOP;

    version := 'v' || nextval('index_versions');
    PERFORM create_index(version), finish_index(version), show_index(version);
    INSERT INTO indexes (name, engine, state) SELECT version, 'postgres', 'Live' WHERE NOT EXISTS (SELECT FROM indexes);
    UPDATE products SET indexed_revision = 0;
END $$;
