-- By provider first, as the queue asks: while the table grows, a plan made when it was small would otherwise go on reading all of it.
drop index payments_to_call;
create index payments_to_call on payments (provider, call_at) where call_at is not null;
drop index refunds_to_call;
create index refunds_to_call on refunds (provider, call_at) where call_at is not null;
