-- One payment per order, whatever is asked how often.
create table payments (
    order_id uuid primary key,
    id uuid not null unique,
    user_id uuid not null,
    token text,
    amount numeric not null check (amount >= 0),
    currency text not null,
    status text not null check (status in ('Requested', 'Captured', 'Failed')),
    failure_reason text,
    provider_reference text,
    -- The order was cancelled: nothing may be captured any more, and what was goes back.
    cancelled boolean not null,
    created_at timestamptz not null,
    captured_at timestamptz,
    failed_at timestamptz,
    -- When the provider is called next: set while an answer of it is owed.
    call_at timestamptz,
    calls integer not null default 0,
    -- All refunds, those under way counted.
    refunded numeric not null default 0 check (refunded >= 0),
    check (refunded <= case when status = 'Captured' then amount else 0 end),
    check ((status = 'Failed') = (failure_reason is not null)),
    check ((status = 'Captured') = (captured_at is not null)),
    check ((status = 'Requested') = (call_at is not null))
);

create index payments_to_call on payments (call_at) where call_at is not null;

create table refunds (
    id uuid primary key,
    order_id uuid not null references payments (order_id),
    amount numeric not null check (amount >= 0),
    reason text not null,
    requested_at timestamptz not null,
    completed_at timestamptz,
    call_at timestamptz,
    calls integer not null default 0,
    check ((completed_at is null) = (call_at is not null))
);

create index refunds_by_order on refunds (order_id);
create index refunds_to_call on refunds (call_at) where call_at is not null;

-- Each call of the provider, written down before it is made.
create table payment_attempts (
    id uuid primary key,
    order_id uuid not null references payments (order_id),
    refund_id uuid references refunds (id),
    started_at timestamptz not null,
    finished_at timestamptz,
    outcome text
);

create index payment_attempts_by_order on payment_attempts (order_id);
