-- The payment's provider, once more: who looks for refunds that are due must not read all payments for it.
alter table refunds add column provider text not null default 'simulated';
update refunds set provider = payments.provider from payments where payments.order_id = refunds.order_id;
