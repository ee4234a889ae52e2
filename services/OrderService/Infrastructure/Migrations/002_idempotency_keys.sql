-- An answer is stored in the transaction of its work. A claim without an answer is a request that still runs, or died:
-- after leased_until another request with the same key may take it over.
create table idempotency_keys (
    user_id uuid not null,
    key text not null,
    request_hash bytea not null,
    claim uuid not null,
    leased_until timestamptz not null,
    status integer,
    location text,
    body text,
    created_at timestamptz not null,
    primary key (user_id, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);
