-- Steps of visitors that nobody can be recognised by: the name is a hash under the day's salt, and the salt goes with the day.
create table visit_salts (
    day date primary key,
    salt bytea not null
);

create table visits (
    id uuid primary key,
    visitor bytea not null,
    -- 1 visit, 2 product, 3 cart, 4 checkout.
    step integer not null check (step between 1 and 4),
    product_id uuid,
    test_group text,
    at timestamptz not null
);

create index visits_by_time on visits (at);
