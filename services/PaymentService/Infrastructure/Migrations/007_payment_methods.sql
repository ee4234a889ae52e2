-- What people asked to keep for their next purchase: the provider's token and what tells their cards apart.
create table payment_methods (
    id uuid primary key,
    user_id uuid not null,
    provider text not null,
    token text not null,
    brand text not null,
    last4 text not null,
    expiry_month integer not null,
    expiry_year integer not null,
    created_at timestamptz not null,
    -- Given up: when the provider is told next to forget the token.
    forget_at timestamptz
);

create index payment_methods_by_user on payment_methods (user_id) where forget_at is null;
create index payment_methods_to_forget on payment_methods (forget_at) where forget_at is not null;
