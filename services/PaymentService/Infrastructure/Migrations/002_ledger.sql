-- Double entry: every transaction's entries sum to zero, and nothing written is ever changed.
create table ledger_entries (
    transaction_id uuid not null,
    account text not null check (account in ('provider-balance', 'customer-payments')),
    order_id uuid not null,
    amount numeric not null,
    currency text not null,
    booked_at timestamptz not null,
    primary key (transaction_id, account)
);

create index ledger_entries_by_order on ledger_entries (order_id);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only';
end $$;

create trigger ledger_append_only before update or delete or truncate on ledger_entries
    for each statement execute function ledger_is_append_only();

create function ledger_balances() returns trigger language plpgsql as $$
begin
    if exists (select from ledger_entries where transaction_id = new.transaction_id group by currency having sum(amount) <> 0) then
        raise exception 'ledger transaction % does not sum to zero', new.transaction_id;
    end if;
    return null;
end $$;

create constraint trigger ledger_balances after insert on ledger_entries
    deferrable initially deferred for each row execute function ledger_balances();
