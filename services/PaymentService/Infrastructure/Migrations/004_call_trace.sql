-- The trace of the request that a call of the provider belongs to.
alter table payments add column traceparent text;
alter table refunds add column traceparent text;
