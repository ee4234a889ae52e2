-- What came off the lines and what came on top of them. tax_included is contained in the others.
-- The subtotal follows, so that a replica of the version before, which knows nothing of it, can still write orders.
alter table orders
    add column discount numeric not null default 0 check (discount >= 0),
    add column shipping numeric not null default 0 check (shipping >= 0),
    add column tax numeric not null default 0 check (tax >= 0),
    add column tax_included numeric not null default 0 check (tax_included >= 0),
    add column discount_code text;
alter table orders
    add column subtotal numeric not null generated always as (total + discount - shipping - tax) stored check (subtotal >= discount);

create table discounts (
    code text primary key check (code = upper(code)),
    percent numeric check (percent > 0 and percent <= 100),
    amount numeric check (amount > 0),
    currency text,
    minimum_subtotal numeric check (minimum_subtotal >= 0),
    valid_from timestamptz,
    valid_until timestamptz,
    usage_limit integer check (usage_limit > 0),
    usage_limit_per_user integer check (usage_limit_per_user > 0),
    used integer not null default 0 check (used >= 0),
    created_at timestamptz not null,
    check ((percent is null) <> (amount is null)),
    check (currency is not null or (amount is null and minimum_subtotal is null))
);

-- Who has used a code. A row goes when its order is cancelled unpaid; used counts the rows.
create table discount_uses (
    order_id uuid primary key,
    code text not null references discounts (code) on delete cascade,
    user_id uuid not null
);

create index discount_uses_by_user on discount_uses (code, user_id);
