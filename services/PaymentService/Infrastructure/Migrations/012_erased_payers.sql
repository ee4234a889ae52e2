-- Whose account is gone. A token from before lives on for a while: no card may be kept with it.
create table erased_payers (
    user_id uuid primary key,
    erased_at timestamptz not null
);
