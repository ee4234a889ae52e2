-- What became of each part of a request that changes many things, kept for its repetition; the part without a name is the request itself.
CREATE TABLE idempotent_results (
    caller uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    result text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (caller, key, part)
);
