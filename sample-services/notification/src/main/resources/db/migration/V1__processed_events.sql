CREATE TABLE processed_events (
    event_id     uuid PRIMARY KEY,
    order_id     bigint      NOT NULL,
    status       text        NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT now()
);
