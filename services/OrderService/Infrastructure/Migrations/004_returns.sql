alter table orders
    add column carrier text,
    add column tracking_number text,
    add column shipped_at timestamptz,
    add column delivered_at timestamptz,
    add column returns jsonb not null default '[]',
    add column awaits_return boolean not null default false;

update orders set delivered_at = history.at from order_history history where history.order_id = orders.id and history.status = 'Delivered';

-- An order waits for answers if and only if it will ask for them again: what came back is such a question too.
alter table orders
    drop constraint orders_check2,
    add constraint orders_ask_while_they_wait check ((awaits_stock or awaits_payment or awaits_return) = (ask_at is not null));

-- The back office works through returns; few orders have one.
create index orders_with_returns on orders (id) where returns <> '[]';
