CREATE TABLE stocks (
    sku      integer PRIMARY KEY,
    total    integer NOT NULL CHECK (total >= 0),
    reserved integer NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND total)
);

CREATE TABLE orders (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint      NOT NULL,
    status     text        NOT NULL CHECK (status IN ('NEW', 'AWAITING_PAYMENT', 'FAILED', 'PAID', 'CANCELLED')),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- for the search of orders that were not paid in time
CREATE INDEX orders_unpaid ON orders (created_at) WHERE status = 'AWAITING_PAYMENT';

CREATE TABLE order_items (
    order_id bigint  NOT NULL REFERENCES orders,
    sku      integer NOT NULL,
    count    integer NOT NULL CHECK (count > 0),
    PRIMARY KEY (order_id, sku)
);

-- status changes to publish; written in the transaction of the change
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id   bigint      NOT NULL REFERENCES orders,
    payload    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at    timestamptz
);

CREATE INDEX outbox_pending ON outbox (order_id, id) WHERE sent_at IS NULL;
