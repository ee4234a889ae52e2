-- A card of the simulated provider stands for a case, not only for a refusal.
alter table simulated_provider.methods add column card_case text;
update simulated_provider.methods set card_case = case refusal
    when 'card-declined' then 'Declined' when 'insufficient-funds' then 'InsufficientFunds' when 'test-mode-requires-test-card' then 'NotATestCard'
    else 'Captured' end;
alter table simulated_provider.methods alter column card_case set not null, drop column refusal;

alter table simulated_provider.calls
    add column order_id uuid,
    -- Of the capture that a refund belongs to; null where it is the capture.
    add column capture text references simulated_provider.calls (reference),
    add column created_at timestamptz not null default now(),
    -- Until then it is undecided.
    add column settles_at timestamptz;

update simulated_provider.calls set order_id = substring(idempotency_key from '[0-9a-f]{8}-[0-9a-f-]{27}')::uuid;
update simulated_provider.calls r set capture = c.reference from simulated_provider.calls c
    where r.idempotency_key like 'refund-%' and c.idempotency_key = 'capture-' || r.order_id;
alter table simulated_provider.calls alter column order_id set not null;

create index calls_by_order on simulated_provider.calls (order_id);
create index captures_by_age on simulated_provider.calls (created_at) where capture is null;
create index refunds_by_capture on simulated_provider.calls (capture) where capture is not null;

create table simulated_provider.webhooks (
    id bigint generated always as identity primary key,
    reference text not null,
    body text not null,
    due_at timestamptz not null,
    sends integer not null default 0
);

create index webhooks_due on simulated_provider.webhooks (due_at);
