INSERT INTO stocks (sku, total)
SELECT sku, 1000000
FROM generate_series(1001, 1010) AS sku;

-- the last one of its kind
INSERT INTO stocks (sku, total)
VALUES (1011, 1);
