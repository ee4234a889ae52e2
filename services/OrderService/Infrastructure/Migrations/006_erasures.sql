-- People whose personal data goes from their orders as soon as each has shipped or will not ship. A row stays until nothing is left to erase.
create table erasures (
    user_id uuid primary key,
    erased_at timestamptz not null
);

alter table orders add column erased_at timestamptz;
