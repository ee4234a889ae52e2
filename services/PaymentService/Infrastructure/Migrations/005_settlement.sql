-- Who was asked for the money: another provider cannot know of it.
alter table payments add column provider text not null default 'simulated';

-- Of a refund that the provider has not decided yet.
alter table refunds add column provider_reference text;

-- What a call was for: to take money, to ask what became of it, to see to it that none is taken, to give it back.
alter table payment_attempts add column kind text not null default 'capture' check (kind in ('capture', 'query', 'cancel', 'refund'));
update payment_attempts set kind = 'refund' where refund_id is not null;
alter table payment_attempts alter column kind drop default;

-- The provider's webhooks that were acted upon; each arrives at least once.
create table provider_events (
    provider text not null,
    event_id text not null,
    type text not null,
    received_at timestamptz not null,
    primary key (provider, event_id)
);

create index provider_events_by_age on provider_events (received_at);
