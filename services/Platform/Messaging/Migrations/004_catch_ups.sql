-- How far a consumer has read a service's event log, and when.
CREATE TABLE catch_ups (
    consumer text NOT NULL,
    service text NOT NULL,
    position bigint NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, service, read_at)
);
