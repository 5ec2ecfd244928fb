#!/bin/sh
# One database and one owner for each name in DATABASES; the password of each is in <NAME>_DB_PASSWORD.
set -eu
for name in $DATABASES; do
    password=$(printenv "$(echo "$name" | tr '[:lower:]' '[:upper:]')_DB_PASSWORD")
    psql -v ON_ERROR_STOP=1 -v name="$name" -v password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
SQL
done
