-- The group of an experiment that the shopper was in when the order was placed.
alter table orders add column test_group text;
