-- Feature flags as the shop's owner has switched them; a flag without a row is as each service is deployed.
CREATE TABLE features (
    name       text PRIMARY KEY,
    -- Null: as deployed again.
    enabled    boolean,
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL
);
