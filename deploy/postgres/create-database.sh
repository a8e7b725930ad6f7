#!/usr/bin/env bash
# Run once by the image of PostgreSQL, before it listens: the program's own role and database, without the superuser.
set -euo pipefail

# psql puts the password into the statement; it never is an argument that other processes could see.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'END'
\set password `cat /run/secrets/database-password`
CREATE ROLE relecture LOGIN PASSWORD :'password';
CREATE DATABASE relecture OWNER relecture;
REVOKE ALL ON DATABASE relecture FROM PUBLIC;
END
