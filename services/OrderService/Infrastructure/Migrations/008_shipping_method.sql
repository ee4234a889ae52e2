-- How the order reaches its shopper, with the name that the shopper read. Orders from before, and those that a replica of the version
-- before writes, have the one method that there was.
alter table orders
    add column shipping_method text not null default 'standard',
    add column shipping_method_name text not null default 'Standard';
