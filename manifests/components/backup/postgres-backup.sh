#!/usr/bin/env bash
# Dumps every database of a server into $BACKUPS/DATABASE/TIME.dump. The server is that of PGHOST, PGUSER and PGPASSWORD.
set -euo pipefail

databases() { psql --no-psqlrc --tuples-only --no-align --dbname=postgres --command="SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY 1"; }

time=$(date -u +%Y%m%dT%H%M%SZ)
count=0
for database in $(databases); do
  file=$BACKUPS/$database/$time.dump
  mkdir -p "${file%/*}"
  pg_dump --format=custom --no-owner --no-privileges --file="$file.part" --dbname="$database"
  # A dump is one only when its table of contents can be read.
  pg_restore --list "$file.part" >/dev/null
  mv "$file.part" "$file"
  echo "$database: $(stat -c %s "$file") bytes in $file"
  count=$((count + 1))
done
[ "$count" -gt 0 ] || { echo "There is no database to back up on $PGHOST." >&2; exit 1; }
