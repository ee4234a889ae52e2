-- What a shopper's browser authorises, 3-D Secure included, before the order is placed. It pays for one order at most.
create table authorizations (
    token text primary key,
    user_id uuid not null,
    created_at timestamptz not null,
    order_id uuid,
    -- Given up: when the provider is told next to cancel it.
    cancel_at timestamptz
);

create index authorizations_unused on authorizations (created_at) where order_id is null;
