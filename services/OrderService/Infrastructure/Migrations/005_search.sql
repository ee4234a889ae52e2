-- What the back office looks for. A table of its own for SKUs: the lines never change, so nothing is indexed again when an order moves on.
create table order_skus (
    sku text not null,
    order_id uuid not null references orders (id),
    primary key (sku, order_id)
);

insert into order_skus (sku, order_id)
select distinct line ->> 'sku', orders.id from orders cross join lateral jsonb_array_elements(orders.lines) line;

create index orders_by_status on orders (status, id desc);
create index orders_by_tracking_number on orders (tracking_number) where tracking_number is not null;
