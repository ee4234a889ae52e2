create table orders (
    id uuid primary key,
    user_id uuid not null,
    cart_id text not null,
    status text not null check (status in ('Placed', 'StockReserved', 'Paid', 'Confirmed', 'Shipped', 'Delivered', 'Cancelled', 'Refunded')),
    lines jsonb not null,
    total numeric not null check (total >= 0),
    currency text not null,
    shipping_address jsonb not null,
    payment_token text not null,
    cancellation_reason text,
    refunds jsonb not null default '[]',
    refunds_asked numeric not null default 0,
    refunded numeric not null default 0,
    placed_at timestamptz not null,
    confirmed_at timestamptz,
    cancelled_at timestamptz,
    updated_at timestamptz not null,
    awaits_stock boolean not null,
    awaits_payment boolean not null,
    asks integer not null,
    ask_at timestamptz,
    -- Never more goes back than was paid.
    check (refunded <= total),
    check (refunds_asked <= total or status = 'Cancelled'),
    -- An order waits for answers if and only if it will ask for them again.
    check ((awaits_stock or awaits_payment) = (ask_at is not null)),
    check ((status = 'Cancelled') = (cancellation_reason is not null))
);

-- Own orders, newest first: ids are UUIDv7.
create index orders_by_user on orders (user_id, id desc);

-- The sweep looks only at orders that wait.
create index orders_waiting on orders (ask_at) where ask_at is not null;

-- The graph has no cycle, so an order enters each status once.
create table order_history (
    order_id uuid not null references orders (id),
    step integer not null,
    status text not null,
    at timestamptz not null,
    primary key (order_id, step),
    unique (order_id, status)
);
