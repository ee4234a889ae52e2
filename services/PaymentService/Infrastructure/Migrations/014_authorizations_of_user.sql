-- How many one account has begun in the last hour.
create index authorizations_of_user on authorizations (user_id, created_at);
