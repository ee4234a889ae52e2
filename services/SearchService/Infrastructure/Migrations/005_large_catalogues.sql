-- Totals of each facet over a whole index, for those that ask for everything, or for everything but one filter: to count a large catalogue anew for
-- each of them takes far too long. Facet 0 stands for all products. An index has none while its products are so few that they can be counted when asked.
CREATE TABLE facet_totals (
    version text NOT NULL,
    facet bigint NOT NULL,
    products bigint NOT NULL,
    PRIMARY KEY (version, facet)
);

CREATE FUNCTION count_facets(version text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    few CONSTANT integer := 10000;
    all_products bigint;
BEGIN
    DELETE FROM facet_totals WHERE facet_totals.version = count_facets.version;
    EXECUTE format('SELECT count(*) FROM %I', 'matching_' || version) INTO all_products;
    IF all_products > few THEN
        INSERT INTO facet_totals VALUES (version, 0, all_products);
        EXECUTE format('INSERT INTO facet_totals SELECT %L, facet, count(*) FROM %I, unnest(facets) AS facet GROUP BY facet', version, 'matching_' || version);
    END IF;
END $$;

-- Rows stand in the order in which they are read: those that people are happier with first, since a query with too many hits looks at the first ones;
-- of these a category's together (its facets begin with its path), since a query's hits are mostly of one. A hit then costs a row and not a page.
CREATE OR REPLACE FUNCTION finish_index(version text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    matching text := 'matching_' || version;
    reading_order text := matching || '_order';
    words text := 'words_' || version;
BEGIN
    EXECUTE format('CREATE INDEX %I ON %I (floor(boost * 20) DESC, facets)', reading_order, matching);
    EXECUTE format('CLUSTER %I USING %I', matching, reading_order);
    EXECUTE format('DROP INDEX %I', reading_order);
    EXECUTE format('CREATE INDEX ON %I USING gin (text) WITH (fastupdate = off)', matching);
    EXECUTE format('CREATE INDEX ON %I USING gin (facets) WITH (fastupdate = off)', matching);
    EXECUTE format('CREATE INDEX ON %I (price, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (rating, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (sold, id)', matching);
    EXECUTE format('CREATE INDEX ON %I (boost, id)', matching);
    EXECUTE format('CREATE INDEX ON %I USING gin (word gin_trgm_ops)', words);
END $$;

CREATE OR REPLACE FUNCTION show_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW live_matching AS SELECT * FROM %I', 'matching_' || version);
    EXECUTE format('CREATE OR REPLACE VIEW live_shown AS SELECT * FROM %I', 'shown_' || version);
    EXECUTE format('CREATE OR REPLACE VIEW live_words AS SELECT * FROM %I', 'words_' || version);
    EXECUTE format('CREATE OR REPLACE VIEW live_totals AS SELECT facet, products FROM facet_totals WHERE version = %L', version);
END $$;

CREATE OR REPLACE FUNCTION drop_index(version text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS %I, %I, %I, %I', 'matching_' || version, 'shown_' || version, 'spoken_' || version, 'words_' || version);
    DELETE FROM facet_totals WHERE facet_totals.version = drop_index.version;
END $$;

SELECT show_index(name) FROM indexes WHERE engine = 'postgres' AND state = 'Live';
