-- Where the provider's records and ours do not say the same, for people to look at.
create table discrepancies (
    id uuid primary key,
    provider text not null,
    order_id uuid not null,
    kind text not null,
    ours text not null,
    theirs text not null,
    found_at timestamptz not null,
    seen_at timestamptz not null,
    resolved_at timestamptz
);

create unique index discrepancies_open on discrepancies (provider, order_id, kind) where resolved_at is null;

create table reconciliation_runs (
    id uuid primary key,
    provider text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    checked integer not null default 0,
    settled integer not null default 0,
    -- Why it ended early.
    failure text
);

create index payments_by_user on payments (user_id, id);
create index payments_undecided on payments (created_at) where status = 'Requested';
create index payments_by_capture on payments (captured_at) where captured_at is not null;
