-- What the simulated provider remembers. It stands for a company elsewhere: nothing of the shop's own tables refers to it.
create schema simulated_provider;

create table simulated_provider.methods (
    token text primary key,
    owner uuid not null,
    brand text not null,
    last4 text not null,
    -- Null where a capture succeeds.
    refusal text
);

create table simulated_provider.calls (
    idempotency_key text primary key,
    reference text not null unique,
    refusal text,
    amount numeric not null,
    currency text not null
);
