-- What the shop's owner sets, a row for each change. Of what nobody has changed the configuration counts.
CREATE TABLE settings (
    name text NOT NULL,
    version bigint NOT NULL,
    document jsonb NOT NULL,
    -- What counted until then: before the first version, the configuration.
    before jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    PRIMARY KEY (name, version)
);
