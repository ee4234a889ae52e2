-- How many authorisations one account has asked for in the last hour: noted before the provider is called, so that calls at the same time
-- count, too, and those that the provider refuses.
create table authorization_attempts (
    user_id uuid not null,
    created_at timestamptz not null
);

create index authorization_attempts_of_user on authorization_attempts (user_id, created_at);
create index authorization_attempts_pruned on authorization_attempts (created_at);

insert into authorization_attempts (user_id, created_at)
select user_id, created_at from authorizations where created_at > now() - interval '1 hour';
