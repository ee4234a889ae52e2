-- What a handler did: a row too many is an effect too many.
CREATE TABLE effects (subject uuid NOT NULL, version bigint NOT NULL);
