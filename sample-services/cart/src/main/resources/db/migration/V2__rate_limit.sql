-- One token bucket per neighbour, shared by all copies of the service. What the bucket holds follows from the moment
-- at which its next permit falls due: in the past, permits have piled up; in the future, they are given out already.
create table rate_limit (
    neighbour text        primary key,
    next_at   timestamptz not null
);

insert into rate_limit (neighbour, next_at) values ('product', '-infinity');
