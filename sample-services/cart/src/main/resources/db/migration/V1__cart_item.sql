create table cart_item (
    user_id bigint  not null,
    sku     integer not null,
    count   integer not null check (count > 0),
    primary key (user_id, sku)
);
