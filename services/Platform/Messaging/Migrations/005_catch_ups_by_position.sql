-- A position counts as read from the first time on: while a publisher is silent there is nothing new to remember.
-- Those so far may be another group's of the same service, or ahead of what was committed late: all that the logs hold is looked at once more.
DELETE FROM catch_ups;
ALTER TABLE catch_ups DROP CONSTRAINT catch_ups_pkey, ADD PRIMARY KEY (consumer, service, position);
