create table rebuilds (
    id uuid primary key,
    generation integer not null,
    state text not null check (state in ('Running', 'Done', 'Failed')),
    started_at timestamptz not null,
    finished_at timestamptz,
    orders bigint not null default 0,
    payments bigint not null default 0,
    reviews bigint not null default 0,
    failure text
);

create unique index rebuilds_running on rebuilds (state) where state = 'Running';
