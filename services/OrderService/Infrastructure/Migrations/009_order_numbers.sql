-- The short number that people read and say is the end of the id in other digits.
create index orders_by_number on orders (right(id::text, 10));
