-- Whom Stripe knows a user as. Kept for as long as the books: a repeated call must name the same customer.
create table stripe_customers (
    user_id uuid primary key,
    customer text not null
);
