-- Opens this one order without a session, from the link in a guest's mail. 122 random bits. In clear: the mail has to repeat it, and it
-- opens nothing that is not in this row. Null where there is none to open: orders from before, and orders whose personal data is erased.
ALTER TABLE orders ADD COLUMN access_key text;
ALTER TABLE orders ALTER COLUMN access_key SET DEFAULT replace(gen_random_uuid()::text, '-', '');
