-- A position counts as read from the first time on: while a publisher is silent there is nothing new to remember.
DELETE FROM catch_ups later USING catch_ups first
WHERE first.consumer = later.consumer AND first.service = later.service AND first.position = later.position AND first.read_at < later.read_at;
ALTER TABLE catch_ups DROP CONSTRAINT catch_ups_pkey, ADD PRIMARY KEY (consumer, service, position);
