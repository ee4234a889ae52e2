-- What happened, one row each, keyed by what it happened to: an event that comes again finds its row there already, and one that comes late
-- carries its own time. Reports are sums over these rows.

-- All facts that can be read again from their sources belong to a generation: a rebuild fills a new one while readers see the live one and
-- whatever happens meanwhile is written to both.
create table generations (
    id integer generated always as identity primary key,
    state text not null check (state in ('building', 'live', 'retired')),
    created_at timestamptz not null
);

create unique index generations_live on generations (state) where state = 'live';
insert into generations (state, created_at) values ('live', now());

-- Keys that nobody else knows.
create table secrets (name text primary key, value bytea not null);

-- Who bought, under a name that says nothing: the key is a keyed hash of the user's id. An erased user keeps the key, so that nothing later is
-- linked again, and loses the id.
create table buyers (key bytea primary key, id uuid);

create table order_facts (
    generation integer not null,
    order_id uuid not null,
    buyer uuid,
    currency text not null,
    total numeric not null,
    test_group text,
    placed_at timestamptz,
    confirmed_at timestamptz,
    cancelled_at timestamptz,
    cancellation_reason text,
    primary key (generation, order_id)
);

create index order_facts_placed on order_facts (generation, placed_at);
create index order_facts_confirmed on order_facts (generation, confirmed_at) where confirmed_at is not null;
create index order_facts_cancelled on order_facts (generation, cancelled_at) where cancelled_at is not null;
create index order_facts_by_buyer on order_facts (generation, buyer, confirmed_at) where confirmed_at is not null;

create table line_facts (
    generation integer not null,
    order_id uuid not null,
    sku text not null,
    product_id uuid not null,
    name text not null,
    quantity integer not null,
    -- What its pieces cost, less their share of the order's discount.
    amount numeric not null,
    primary key (generation, order_id, sku)
);

create index line_facts_by_product on line_facts (generation, product_id, order_id);

create table capture_facts (
    generation integer not null,
    order_id uuid not null,
    amount numeric not null,
    currency text not null,
    captured_at timestamptz not null,
    primary key (generation, order_id)
);

create index capture_facts_by_time on capture_facts (generation, captured_at);

create table refund_facts (
    generation integer not null,
    refund_id uuid not null,
    order_id uuid not null,
    amount numeric not null,
    currency text not null,
    refunded_at timestamptz not null,
    primary key (generation, refund_id)
);

create index refund_facts_by_time on refund_facts (generation, refunded_at);

create table payment_failure_facts (
    generation integer not null,
    order_id uuid not null,
    reason text not null,
    failed_at timestamptz not null,
    primary key (generation, order_id)
);

create index payment_failure_facts_by_time on payment_failure_facts (generation, failed_at);

create table review_facts (
    generation integer not null,
    review_id uuid not null,
    product_id uuid not null,
    stars integer not null check (stars between 1 and 5),
    published boolean not null,
    version bigint not null,
    written_at timestamptz not null,
    primary key (generation, review_id)
);

create index review_facts_by_time on review_facts (generation, written_at);

-- Names for reports, and what may be recommended.
create table products (
    id uuid primary key,
    version bigint not null,
    name text,
    published boolean not null
);

create table abandoned_carts (
    event_id uuid primary key,
    pieces integer not null,
    abandoned_at timestamptz not null
);

create index abandoned_carts_by_time on abandoned_carts (abandoned_at);
