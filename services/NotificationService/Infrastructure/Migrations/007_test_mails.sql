-- Test mails that staff sent to themselves, counted by the hour.
CREATE TABLE test_mails (
    user_id uuid PRIMARY KEY,
    sent integer NOT NULL,
    since timestamptz NOT NULL
);
