-- How many one account has begun in the last hour.
create index authorizations_of_user on authorizations (user_id, created_at);

-- Those whose orders were settled long ago are deleted.
create index authorizations_settled on authorizations (created_at) where order_id is not null;
